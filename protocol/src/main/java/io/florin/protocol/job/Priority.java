package io.florin.protocol.job;

/** Which of the waiting jobs of a queue come first; the order is the precedence. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW
}
