package io.florin.edge;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.InDoubt;
import io.florin.protocol.session.SessionReply.NotTaken;
import io.florin.protocol.session.Sessions;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The door to the sessions with the edge's last word on time: a command that may have been taken is
 * in doubt, and a look that is late was not taken.
 */
record PatientSessions(Sessions behind, Patience patience) implements Sessions {
    @Override
    public CompletionStage<SessionReply> execute(SessionId session, SessionCommand command) {
        return patience.orElse(behind.execute(session, command), new InDoubt());
    }

    @Override
    public CompletionStage<SessionReply> look(SessionId session) {
        return patience.orElse(behind.look(session), new NotTaken(Refusal.UNAVAILABLE));
    }

    @Override
    public CompletionStage<List<SessionId>> ofUser(String app, String user) {
        return patience.inTime(behind.ofUser(app, user));
    }
}
