package io.florin.protocol.limit;

import io.florin.protocol.account.Ids;

/** At most {@code limit} requests of one subject in each window of {@code windowSeconds}. */
public record RateRule(String name, int limit, int windowSeconds) {
    public static final int MAX_LIMIT = 1_000_000;
    public static final int MAX_WINDOW_SECONDS = 86_400;

    public RateRule {
        Ids.require("rate rule", name);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A rate limit is 1 to " + MAX_LIMIT + ".");
        }
        if (windowSeconds < 1 || windowSeconds > MAX_WINDOW_SECONDS) {
            throw new IllegalArgumentException(
                    "A rate window is 1 to " + MAX_WINDOW_SECONDS + " seconds.");
        }
    }
}
