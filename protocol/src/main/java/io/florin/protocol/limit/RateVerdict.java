package io.florin.protocol.limit;

/** Whether one more is admitted, how many then remain, and in how many seconds the window ends. */
public record RateVerdict(boolean admitted, int remaining, int resetSeconds) {}
