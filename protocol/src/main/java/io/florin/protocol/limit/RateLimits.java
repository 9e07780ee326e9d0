package io.florin.protocol.limit;

import java.util.concurrent.CompletionStage;

/** The door to the counters. */
public interface RateLimits {
    /**
     * Counts one request of the subject (an address, a user) under the rule, if there is room. The
     * stage fails when the counter cannot be reached in time.
     */
    CompletionStage<RateVerdict> take(RateRule rule, String app, String subject);
}
