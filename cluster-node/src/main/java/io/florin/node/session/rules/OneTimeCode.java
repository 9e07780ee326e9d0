package io.florin.node.session.rules;

import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionEvent.Attempt;
import io.florin.protocol.session.SessionEvent.CodeIssued;
import io.florin.protocol.session.SessionEvent.CodeMissed;
import io.florin.protocol.session.SessionEvent.CodeUsed;
import io.florin.protocol.session.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code that is good once.
 *
 * @param usedKey the key of the try that was right; null if it had none, or none was
 * @param misses the wrong tries that had a key; there are no more than tries
 */
public record OneTimeCode(
        String purpose,
        String subject,
        SecretHash hash,
        int maxTries,
        int triesLeft,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable String usedKey,
        List<Miss> misses) {
    /** A wrong try, and how many were left after it. */
    public record Miss(Attempt attempt, int triesLeft) {}

    public OneTimeCode {
        misses = List.copyOf(misses);
    }

    static OneTimeCode issued(CodeIssued event) {
        return new OneTimeCode(
                event.purpose(),
                event.subject(),
                event.code(),
                event.maxTries(),
                event.maxTries(),
                event.at(),
                event.expiresAt(),
                null,
                null,
                List.of());
    }

    OneTimeCode missed(CodeMissed event) {
        var more = new ArrayList<>(misses);
        if (event.attempt() != null) more.add(new Miss(event.attempt(), event.triesLeft()));
        return new OneTimeCode(
                purpose,
                subject,
                hash,
                maxTries,
                event.triesLeft(),
                createdAt,
                expiresAt,
                usedAt,
                usedKey,
                more);
    }

    OneTimeCode used(CodeUsed event) {
        return new OneTimeCode(
                purpose,
                subject,
                hash,
                maxTries,
                triesLeft,
                createdAt,
                expiresAt,
                event.at(),
                event.key(),
                misses);
    }

    long ttlSeconds() {
        return Duration.between(createdAt, expiresAt).toSeconds();
    }

    @Nullable Miss miss(String key) {
        for (var miss : misses) {
            if (miss.attempt().key().equals(key)) return miss;
        }
        return null;
    }

    SessionView.Code view() {
        return new SessionView.Code(purpose, subject, triesLeft, createdAt, expiresAt, usedAt);
    }
}
