package io.florin.protocol.wallet;

/** Legal moves: ABSENT → OPEN → CLOSED → OPEN. An absent wallet can already have refused. */
public enum Status {
    ABSENT,
    OPEN,
    CLOSED
}
