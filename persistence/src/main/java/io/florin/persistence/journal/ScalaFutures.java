package io.florin.persistence.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.pekko.dispatch.Futures;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** Pekko's plugin interfaces speak Scala's futures; nothing else of ours does. */
final class ScalaFutures {
    private ScalaFutures() {}

    static <T, R> Future<R> of(CompletableFuture<T> stage, Function<T, R> result) {
        var promise = Futures.<R>promise();
        var _ =
                stage.whenComplete((value, failure) -> {
                    if (failure == null) {
                        promise.success(result.apply(value));
                    } else {
                        promise.failure(unwrapped(failure));
                    }
                });
        return promise.future();
    }

    /** For calls without a result. */
    static Future<Void> ofNothing(CompletableFuture<?> stage) {
        Promise<Void> promise = Futures.promise();
        var _ =
                stage.whenComplete((_, failure) -> {
                    if (failure == null) {
                        promise.success(nothing());
                    } else {
                        promise.failure(unwrapped(failure));
                    }
                });
        return promise.future();
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Void nothing() {
        return null;
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }
}
