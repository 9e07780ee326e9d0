package io.florin.edge.operation;

import io.florin.edge.problem.Dialect;

/** The routes of one app: the address says which tenant it is, and no is said the app's way. */
public record Group(String app, Dialect dialect) {}
