package io.florin.persistence.job;

/** Which run writes: only the newest attempt's holder is heard. */
public record Fence(long seq, int attempt, String incarnation) {}
