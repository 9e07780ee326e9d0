package io.florin.edge;

import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** Counts for real, in windows that never end. */
final class FakeRateLimits implements RateLimits {
    final Map<String, Integer> counts = new ConcurrentHashMap<>();
    volatile boolean silent;

    @Override
    public CompletionStage<RateVerdict> take(RateRule rule, String app, String subject) {
        if (silent) return CompletableFuture.failedStage(new TimeoutException("nobody counts"));
        int count = counts.merge(rule.name() + " " + app + " " + subject, 1, Integer::sum);
        return CompletableFuture.completedStage(
                new RateVerdict(
                        count <= rule.limit(),
                        Math.max(0, rule.limit() - count),
                        rule.windowSeconds()));
    }
}
