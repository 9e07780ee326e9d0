package io.florin.edge;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** How long a door is waited for, and where what follows its answer runs, whoever gave it. */
record Patience(Duration limit, Executor executor) {
    /** The same stage; late, it has failed. */
    <T> CompletionStage<T> inTime(CompletionStage<T> stage) {
        return stage.thenApplyAsync(Function.identity(), executor)
                .toCompletableFuture()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
