package io.florin.node.calls;

import io.florin.persistence.trace.LogTrace;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs blocking calls away from the caller, as part of its trace; one too many fails at once
 * instead of waiting.
 */
public final class BlockingCalls {
    private final Executor blocking;
    private final String key;
    private final Semaphore places;

    /**
     * Takes so many calls at once.
     *
     * @param key the setting that says how many, for the failure's sentence
     */
    public BlockingCalls(Executor blocking, int most, String key) {
        this.blocking = blocking;
        this.key = key;
        this.places = new Semaphore(most);
    }

    /** The stage fails with {@link RejectedExecutionException} if nothing was begun. */
    public <T> CompletionStage<T> call(Supplier<T> call) {
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException(key + " are under way"));
        }
        try {
            var trace = LogTrace.ofThread();
            return CompletableFuture.supplyAsync(
                    () -> LogTrace.within(trace, () -> leaving(call)), blocking);
        } catch (RejectedExecutionException e) {
            places.release();
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T leaving(Supplier<T> call) {
        try {
            return call.get();
        } finally {
            places.release();
        }
    }

    /** The same for a call without an answer. */
    public CompletionStage<Void> run(Runnable call) {
        return call(
                        () -> {
                            call.run();
                            return true;
                        })
                .thenAccept(_ -> {});
    }
}
