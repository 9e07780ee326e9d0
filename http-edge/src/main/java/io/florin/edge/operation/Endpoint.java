package io.florin.edge.operation;

/** An operation and what serves it. */
public record Endpoint(Operation operation, Handler handler) {}
