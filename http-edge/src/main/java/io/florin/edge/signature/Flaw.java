package io.florin.edge.signature;

/** Why a message is not taken for its provider's. */
public enum Flaw {
    /** It has no signature, or not all of what belongs to one. */
    MISSING,

    /** What should be a signature, a time or an id cannot be one. */
    MALFORMED,

    /** No key of ours has made any of its signatures over these bytes. */
    MISMATCH,

    /** Genuine, but signed too long ago: somebody may have kept it to send it again. */
    TOO_OLD,

    /** Genuine, but signed at a time that has not come. */
    IN_FUTURE
}
