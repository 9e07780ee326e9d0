package io.florin.node.session.rules;

import static io.florin.node.session.rules.Decision.accept;
import static io.florin.node.session.rules.Decision.done;
import static io.florin.node.session.rules.Decision.record;
import static io.florin.node.session.rules.Decision.refuse;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionCommand.VerifyCode;
import io.florin.protocol.session.SessionEvent.Attempt;
import io.florin.protocol.session.SessionEvent.CodeIssued;
import io.florin.protocol.session.SessionEvent.CodeMissed;
import io.florin.protocol.session.SessionEvent.CodeUsed;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A one-time code's issue, and the tries at it. */
final class Codes {
    private static final String TRIES_LEFT = "triesLeft";

    private Codes() {}

    static Decision issue(Session session, IssueCode command, Instant now) {
        var code = session.code();
        if (code != null) {
            return isSame(code, command) ? done(session, now) : refuse(session, Refusal.ID_REUSED);
        }
        if (session.login() != null || session.conversation() != null || session.guard() != null) {
            return refuse(session, Refusal.ID_REUSED);
        }
        return accept(
                session,
                new CodeIssued(
                        now,
                        command.purpose(),
                        command.subject(),
                        command.code(),
                        command.maxTries(),
                        now.plusSeconds(command.ttlSeconds())));
    }

    private static boolean isSame(OneTimeCode code, IssueCode command) {
        return code.purpose().equals(command.purpose())
                && code.subject().equals(command.subject())
                && code.ttlSeconds() == command.ttlSeconds();
    }

    static Decision verify(Session session, VerifyCode command, Instant now) {
        var code = session.code();
        if (code == null) return refuse(session, Refusal.CODE_NOT_FOUND);
        var key = command.key();
        if (key != null) {
            var before = again(session, code, key, command.code(), now);
            if (before != null) return before;
        }
        if (code.usedAt() != null) return refuse(session, Refusal.CODE_USED);
        if (!now.isBefore(code.expiresAt())) return refuse(session, Refusal.CODE_EXPIRED);
        if (code.triesLeft() == 0) return refuse(session, Refusal.CODE_EXHAUSTED);
        if (code.hash().equals(command.code())) return accept(session, new CodeUsed(now, key));
        var attempt = key == null ? null : new Attempt(key, command.code());
        int triesLeft = code.triesLeft() - 1;
        return record(
                session,
                new CodeMissed(now, attempt, triesLeft),
                new Denial(Refusal.CODE_WRONG, Map.of(TRIES_LEFT, (long) triesLeft)));
    }

    /** What a try of this key came to; null if there was none. */
    private static @Nullable Decision again(
            Session session, OneTimeCode code, String key, SecretHash tried, Instant now) {
        if (key.equals(code.usedKey())) {
            return code.hash().equals(tried)
                    ? done(session, now)
                    : refuse(session, Refusal.IDEMPOTENCY_KEY_REUSED);
        }
        var miss = code.miss(key);
        if (miss == null) return null;
        return miss.attempt().code().equals(tried)
                ? refuse(session, Refusal.CODE_WRONG, TRIES_LEFT, miss.triesLeft())
                : refuse(session, Refusal.IDEMPOTENCY_KEY_REUSED);
    }
}
