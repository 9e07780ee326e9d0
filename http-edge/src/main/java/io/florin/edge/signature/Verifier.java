package io.florin.edge.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a message is its provider's. Time is judged last and only of what is genuine, so
 * that a stranger learns nothing of it; every key is tried with every signature, so that how long
 * it takes tells nothing of which one fitted.
 *
 * @param keys the one in use and, while they change, the one before
 * @param tolerance how far the time of a signature may lie from ours, either way
 */
public record Verifier(Profile profile, List<Key> keys, Duration tolerance) {
    public Verifier {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) throw new IllegalArgumentException("Nothing is genuine without a key.");
    }

    /** Of exactly the bytes that arrived. */
    public Verdict verify(Headers headers, byte[] body, Instant now) {
        try {
            var claim = profile.claim(headers, body);
            return fits(claim)
                    ? judge(claim.at(), now.truncatedTo(ChronoUnit.SECONDS))
                    : mismatch();
        } catch (Flawed flawed) {
            return flawed.verdict();
        }
    }

    private boolean fits(Claim claim) {
        byte[] signed = claim.signed().bytes();
        boolean fits = false;
        for (var key : keys) {
            byte[] ours = ascii(claim.hmac().sign(key, signed));
            for (String theirs : claim.signatures()) {
                fits |= MessageDigest.isEqual(ours, ascii(theirs));
            }
        }
        return fits;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Verdict mismatch() {
        return new Verdict.Refused(
                Flaw.MISMATCH,
                "The signature is not of these bytes by a secret that is configured here.");
    }

    private Verdict judge(@Nullable Instant at, Instant now) {
        if (at == null) return new Verdict.Genuine();
        if (at.isBefore(now.minus(tolerance))) return untimely(Flaw.TOO_OLD, "ago");
        if (at.isAfter(now.plus(tolerance))) return untimely(Flaw.IN_FUTURE, "ahead");
        return new Verdict.Genuine();
    }

    private Verdict untimely(Flaw why, String direction) {
        return new Verdict.Refused(
                why,
                "The signature's time is more than %d s %s."
                        .formatted(tolerance.toSeconds(), direction));
    }
}
