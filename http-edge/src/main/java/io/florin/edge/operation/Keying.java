package io.florin.edge.operation;

/** Whether a call takes an Idempotency-Key. */
public enum Keying {
    /** It changes nothing. */
    NONE,
    /** A repeat without a key harms nobody, or is the client's own wish; a key must be valid. */
    OPTIONAL,
    /** It moves money, and nothing else names the request. */
    REQUIRED,
    /** It moves money; an {@code id} in the body names the request as well. */
    KEY_OR_ID
}
