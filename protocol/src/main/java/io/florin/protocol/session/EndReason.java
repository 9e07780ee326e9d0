package io.florin.protocol.session;

/** Why a login has ended before its time. Names are stored, hence for ever. */
public enum EndReason {
    LOGGED_OUT,
    /** A refresh token came a second time: somebody has a copy. */
    TOKEN_REUSED,
    /** By an operator. */
    REVOKED,
    /** The user has another password now. */
    PASSWORD_CHANGED
}
