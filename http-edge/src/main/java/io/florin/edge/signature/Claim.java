package io.florin.edge.signature;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of itself: that these bytes were signed at that time, with one of these
 * signatures.
 *
 * @param at null if the provider does not sign the time
 * @param signatures at least one, each of the form that the HMAC has
 */
record Claim(@Nullable Instant at, Signed signed, List<String> signatures, Hmac hmac) {
    /** The bytes that were signed. */
    @FunctionalInterface
    interface Signed {
        byte[] bytes();
    }

    Claim {
        signatures = List.copyOf(signatures);
    }

    /** Leaves out what can be no signature; throws if nothing is left. */
    static Claim of(@Nullable Instant at, byte[] signed, List<String> texts, Hmac hmac, String in)
            throws Flawed {
        var signatures = texts.stream().filter(hmac::isForm).toList();
        if (signatures.isEmpty()) {
            throw Flawed.malformed("The header %s has no signature in it.".formatted(in));
        }
        return new Claim(at, () -> signed, signatures, hmac);
    }
}
