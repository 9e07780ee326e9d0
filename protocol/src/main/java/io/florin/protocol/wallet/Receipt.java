package io.florin.protocol.wallet;

import org.jspecify.annotations.Nullable;

/**
 * Which request an event answers: the client's idempotency key where it gave one, the request's
 * fingerprint, and the version of the answer's shape, so that any later release renders the same
 * bytes.
 */
public record Receipt(@Nullable String key, Fingerprint fingerprint, int format) {
    /** The shape of answers written by this release. */
    public static final int FORMAT = 1;

    /** Of an event that answers nobody, such as an expiry. */
    public static final Receipt NONE = new Receipt(null, Fingerprint.NONE, FORMAT);
}
