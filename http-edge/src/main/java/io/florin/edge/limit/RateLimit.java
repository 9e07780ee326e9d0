package io.florin.edge.limit;

import io.florin.protocol.limit.RateRule;

/**
 * A configured rule: how many in which time, of whom, what if nobody can count, and how answers say
 * what is left.
 */
public record RateLimit(RateRule rule, By by, Silence whenUnreachable, Budget budget) {
    public RateLimit(RateRule rule, By by, Silence whenUnreachable) {
        this(rule, by, whenUnreachable, Budget.of(rule));
    }
}
