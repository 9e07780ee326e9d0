package io.florin.protocol.session;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The door to every session. The stages never fail for a reason of ours: an overload is {@link
 * SessionReply.NotTaken}, silence {@link SessionReply.InDoubt}.
 */
public interface Sessions {
    CompletionStage<SessionReply> execute(SessionId session, SessionCommand command);

    /** The session as it is; {@code SESSION_NOT_FOUND} if nothing ever happened to it. */
    CompletionStage<SessionReply> look(SessionId session);

    /**
     * A user's live logins, from the read side, hence a little behind; at most 1,000. The stage
     * fails if the database does not answer in time.
     */
    CompletionStage<List<SessionId>> ofUser(String app, String user);
}
