package io.florin.edge;

import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.util.concurrent.CompletionStage;

/** The door to the counters with the edge's last word on time: what is late has failed. */
record PatientRateLimits(RateLimits behind, Patience patience) implements RateLimits {
    @Override
    public CompletionStage<RateVerdict> take(RateRule rule, String app, String subject) {
        return patience.inTime(behind.take(rule, app, subject));
    }
}
