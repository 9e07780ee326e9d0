package io.florin.edge.limit;

import io.florin.protocol.limit.RateRule;

/** A configured rule: how many in which time, of whom, and what if nobody can count. */
public record RateLimit(RateRule rule, By by, Silence whenUnreachable) {}
