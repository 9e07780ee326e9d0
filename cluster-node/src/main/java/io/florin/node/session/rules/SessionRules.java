package io.florin.node.session.rules;

import static io.florin.node.session.rules.Decision.accept;
import static io.florin.node.session.rules.Decision.done;
import static io.florin.node.session.rules.Decision.refuse;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.Converse;
import io.florin.protocol.session.SessionCommand.End;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionCommand.Relent;
import io.florin.protocol.session.SessionCommand.Silence;
import io.florin.protocol.session.SessionCommand.Try;
import io.florin.protocol.session.SessionCommand.VerifyCode;
import io.florin.protocol.session.SessionEvent.Conversed;
import io.florin.protocol.session.SessionEvent.Silenced;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.Denied;
import io.florin.protocol.session.SessionReply.Done;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Decides what is asked of a session. A login that is over, and a code, take nothing else for ever;
 * so a session that had either and lives no more is never written to again, and may be deleted.
 */
public final class SessionRules {
    private SessionRules() {}

    /** The clock may lag behind the session, whose time never goes back. */
    public static Decision decide(Session session, SessionCommand command, Instant clock) {
        var now = time(session, clock);
        return switch (command) {
            case Begin c -> Logins.begin(session, c, now);
            case Refresh c -> Logins.refresh(session, c, now);
            case End c -> Logins.end(session, c, now);
            case Converse c -> converse(session, c, now);
            case Silence _ -> silence(session, now);
            case IssueCode c -> Codes.issue(session, c, now);
            case VerifyCode c -> Codes.verify(session, c, now);
            case Try c -> Tries.take(session, c, now);
            case Relent _ -> Tries.relent(session, now);
        };
    }

    public static SessionReply look(Session session, Instant clock) {
        return session.isAbsent()
                ? new Denied(Denial.of(Refusal.SESSION_NOT_FOUND))
                : new Done(session.view(time(session, clock)), false);
    }

    private static Instant time(Session session, Instant clock) {
        var now = clock.truncatedTo(ChronoUnit.MICROS);
        return now.isBefore(session.lastAt()) ? session.lastAt() : now;
    }

    private static Decision converse(Session session, Converse command, Instant now) {
        if (session.code() != null) return refuse(session, Refusal.ID_REUSED);
        if (session.isLoginOver(now)) return refuse(session, Refusal.SESSION_ENDED);
        var expiresAt = now.plusSeconds(command.ttlSeconds());
        return accept(session, new Conversed(now, command.state(), command.data(), expiresAt));
    }

    private static Decision silence(Session session, Instant now) {
        if (session.conversation() == null) return refuse(session, Refusal.CONVERSATION_NOT_FOUND);
        return session.conversation(now) == null
                ? done(session, now)
                : accept(session, new Silenced(now));
    }
}
