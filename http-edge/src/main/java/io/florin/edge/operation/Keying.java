package io.florin.edge.operation;

/** Whether a call takes an Idempotency-Key. */
public enum Keying {
    /** It changes nothing. */
    NONE,
    /** It moves no money, so a repeat without a key harms nobody. */
    OPTIONAL,
    /** It moves money, and nothing else names the request. */
    REQUIRED,
    /** It moves money; an {@code id} in the body names the request as well. */
    KEY_OR_ID
}
