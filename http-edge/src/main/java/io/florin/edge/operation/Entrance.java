package io.florin.edge.operation;

/** Who may come in, and how often. */
public record Entrance(Gate gate, Limiter limiter) {}
