package io.florin.protocol.session;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The door to every session. The stages never fail for a reason of ours: an overload is {@link
 * SessionReply.NotTaken}, silence {@link SessionReply.InDoubt}; only {@link #ofUser} fails when the
 * database does.
 */
public interface Sessions {
    /** The most sessions that {@link #ofUser} gives. */
    int MAX_OF_USER = 1_000;

    CompletionStage<SessionReply> execute(SessionId session, SessionCommand command);

    /** The session as it is; {@code SESSION_NOT_FOUND} if nothing ever happened to it. */
    CompletionStage<SessionReply> look(SessionId session);

    /**
     * The logins of a user that live, by the read side, which may lag a moment behind: the newest
     * first, at most {@link #MAX_OF_USER}. What one of them is now, {@link #look} says.
     */
    CompletionStage<List<SessionId>> ofUser(String app, String user);
}
