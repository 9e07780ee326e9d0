package io.florin.node.session.rules;

import static io.florin.node.session.rules.Decision.accept;
import static io.florin.node.session.rules.Decision.done;
import static io.florin.node.session.rules.Decision.record;
import static io.florin.node.session.rules.Decision.refuse;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.End;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionEvent.Began;
import io.florin.protocol.session.SessionEvent.Ended;
import io.florin.protocol.session.SessionEvent.Refreshed;
import java.time.Instant;

/** A login's begin, its refreshes and its end. */
final class Logins {
    private Logins() {}

    static Decision begin(Session session, Begin command, Instant now) {
        var login = session.login();
        if (login == null && session.code() == null) {
            var endsAt = now.plusSeconds(command.lifeSeconds());
            return accept(
                    session,
                    new Began(
                            now,
                            command.user(),
                            command.refreshToken(),
                            command.idleSeconds(),
                            earlier(now.plusSeconds(command.idleSeconds()), endsAt),
                            endsAt));
        }
        return login != null && login.isLive(now) && isSame(login, command)
                ? done(session, now)
                : refuse(session, Refusal.SESSION_EXISTS);
    }

    private static boolean isSame(Login login, Begin command) {
        return login.token().equals(command.refreshToken())
                && login.user().equals(command.user())
                && login.idleSeconds() == command.idleSeconds()
                && login.lifeSeconds() == command.lifeSeconds();
    }

    static Decision refresh(Session session, Refresh command, Instant now) {
        var login = session.login();
        if (login == null) return refuse(session, Refusal.SESSION_NOT_FOUND);
        if (!login.isLive(now)) return refuse(session, Refusal.SESSION_ENDED);
        var presented = command.presented();
        if (login.token().equals(presented)) {
            var expiresAt = earlier(now.plusSeconds(login.idleSeconds()), login.endsAt());
            return accept(session, new Refreshed(now, command.next(), expiresAt));
        }
        if (login.older().endsWith(presented) && login.token().equals(command.next())) {
            return done(session, now);
        }
        return login.older().contains(presented)
                ? record(
                        session,
                        new Ended(now, EndReason.TOKEN_REUSED),
                        Denial.of(Refusal.REFRESH_TOKEN_REUSED))
                : refuse(session, Refusal.REFRESH_TOKEN_INVALID);
    }

    static Decision end(Session session, End command, Instant now) {
        var login = session.login();
        if (login == null) return refuse(session, Refusal.SESSION_NOT_FOUND);
        return login.isLive(now)
                ? accept(session, new Ended(now, command.reason()))
                : done(session, now);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
