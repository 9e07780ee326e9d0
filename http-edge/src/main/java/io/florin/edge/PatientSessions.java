package io.florin.edge;

import io.florin.edge.problem.Cause;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.InDoubt;
import io.florin.protocol.session.SessionReply.NotTaken;
import io.florin.protocol.session.Sessions;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to the sessions with the edge's last word on time: a command that may have been taken is
 * in doubt, and a look that is late was not taken.
 */
record PatientSessions(Sessions behind, Patience patience) implements Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(PatientSessions.class);

    @Override
    public CompletionStage<SessionReply> execute(SessionId session, SessionCommand command) {
        return orElse(behind.execute(session, command), new InDoubt());
    }

    @Override
    public CompletionStage<SessionReply> look(SessionId session) {
        return orElse(behind.look(session), new NotTaken(Refusal.UNAVAILABLE));
    }

    private CompletionStage<SessionReply> orElse(
            CompletionStage<SessionReply> stage, SessionReply otherwise) {
        return patience.inTime(stage)
                .exceptionally(failure -> {
                    LOG.warn("A session's door failed: {}", Cause.of(failure).toString());
                    return otherwise;
                });
    }

    @Override
    public CompletionStage<List<SessionId>> ofUser(String app, String user) {
        return patience.inTime(behind.ofUser(app, user));
    }
}
