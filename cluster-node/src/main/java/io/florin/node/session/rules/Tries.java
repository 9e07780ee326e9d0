package io.florin.node.session.rules;

import static io.florin.node.session.rules.Decision.accept;
import static io.florin.node.session.rules.Decision.done;
import static io.florin.node.session.rules.Decision.refuse;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand.Try;
import io.florin.protocol.session.SessionEvent.Relented;
import io.florin.protocol.session.SessionEvent.Tried;
import java.time.Duration;
import java.time.Instant;

/** Tries at a secret that is looked at elsewhere: counted before it is looked at. */
final class Tries {
    private Tries() {}

    static Decision take(Session session, Try command, Instant now) {
        if (session.code() != null) return refuse(session, Refusal.ID_REUSED);
        if (session.isLoginOver(now)) return refuse(session, Refusal.SESSION_ENDED);
        var guard = session.guard(now);
        int taken = guard == null ? 0 : guard.tries();
        if (guard != null && (guard.locked() || taken >= command.maxTries())) {
            return refuse(
                    session,
                    Refusal.LOCKED_OUT,
                    "retryAfterSeconds",
                    secondsUp(Duration.between(now, guard.forgottenAt())));
        }
        var forgottenAt = now.plusSeconds(command.lockSeconds());
        boolean last = taken + 1 >= command.maxTries();
        return accept(session, new Tried(now, taken + 1, last, forgottenAt));
    }

    static Decision relent(Session session, Instant now) {
        return session.guard(now) == null ? done(session, now) : accept(session, new Relented(now));
    }

    /** Rounded up, so that whoever waits as long as this waits long enough. */
    private static long secondsUp(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }
}
