package io.florin.protocol.wallet;

/**
 * 128 bits that tell two requests apart: the leading bits of SHA-256 over the route and every
 * canonical field of the request, without its key and without what the server made up. Stored with
 * the event that answers, compared for ever, so its input is frozen by golden tests.
 */
public record Fingerprint(long high, long low) {
    /** Stored by events that answer no client. */
    public static final Fingerprint NONE = new Fingerprint(0, 0);

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
