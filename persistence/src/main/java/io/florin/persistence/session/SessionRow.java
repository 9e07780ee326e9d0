package io.florin.persistence.session;

import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionEvent.Began;
import io.florin.protocol.session.SessionEvent.CodeIssued;
import io.florin.protocol.session.SessionEvent.CodeMissed;
import io.florin.protocol.session.SessionEvent.CodeUsed;
import io.florin.protocol.session.SessionEvent.Conversed;
import io.florin.protocol.session.SessionEvent.Ended;
import io.florin.protocol.session.SessionEvent.Refreshed;
import io.florin.protocol.session.SessionEvent.Relented;
import io.florin.protocol.session.SessionEvent.Silenced;
import io.florin.protocol.session.SessionEvent.Tried;
import io.florin.protocol.session.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What some events say of a session's row; null is what they do not speak of.
 *
 * @param firstAt the time of the first of these events
 */
record SessionRow(
        SessionId id,
        long sequence,
        Instant firstAt,
        @Nullable String user,
        @Nullable Instant endedAt,
        @Nullable Instant loginUntil,
        @Nullable Instant conversationUntil,
        @Nullable Instant codeUntil,
        @Nullable Instant guardUntil) {
    static SessionRow before(SessionId id, Instant firstAt) {
        return new SessionRow(id, 0, firstAt, null, null, null, null, null, null);
    }

    SessionRow after(long next, SessionEvent event) {
        return switch (event) {
            case Began e -> login(next, e.user(), null, e.expiresAt());
            case Refreshed e -> login(next, user, null, e.expiresAt());
            case Ended e -> login(next, user, e.at(), e.at());
            case Conversed e -> parts(next, e.expiresAt(), codeUntil, guardUntil);
            case Silenced e -> parts(next, e.at(), codeUntil, guardUntil);
            case CodeIssued e -> parts(next, conversationUntil, e.expiresAt(), guardUntil);
            case CodeMissed _, CodeUsed _ -> parts(next, conversationUntil, codeUntil, guardUntil);
            case Tried e -> parts(next, conversationUntil, codeUntil, e.forgottenAt());
            case Relented e -> parts(next, conversationUntil, codeUntil, e.at());
        };
    }

    private SessionRow login(
            long next, @Nullable String who, @Nullable Instant ended, Instant until) {
        return new SessionRow(
                id, next, firstAt, who, ended, until, conversationUntil, codeUntil, guardUntil);
    }

    private SessionRow parts(
            long next,
            @Nullable Instant conversation,
            @Nullable Instant code,
            @Nullable Instant guard) {
        return new SessionRow(
                id, next, firstAt, user, endedAt, loginUntil, conversation, code, guard);
    }
}
