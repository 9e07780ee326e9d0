package io.florin.edge;

import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The door to the counters with the edge's last word on time: what is late has failed. What is
 * there at once needs no other thread.
 */
record PatientRateLimits(RateLimits behind, Duration patience, Executor executor)
        implements RateLimits {
    @Override
    public CompletionStage<RateVerdict> take(RateRule rule, String app, String subject) {
        var verdict = behind.take(rule, app, subject).toCompletableFuture();
        if (verdict.isDone()) return verdict;
        return verdict.thenApplyAsync(Function.identity(), executor)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
