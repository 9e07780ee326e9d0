package io.florin.node.payment;

import io.florin.persistence.database.DatabaseException;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.payment.Taking.InDoubt;
import io.florin.protocol.payment.Taking.NotTaken;
import io.florin.protocol.refusal.Refusal;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** Failures of the moment in words. */
final class Takings {
    private Takings() {}

    static <T> CompletionStage<Taking<T>> of(CompletionStage<Taking<T>> stage) {
        return stage.exceptionally(failure -> {
            var cause = failure instanceof CompletionException e ? e.getCause() : failure;
            return switch (cause) {
                case RejectedExecutionException _ -> new NotTaken<>(Refusal.BUSY);
                case DatabaseException e ->
                        switch (e.outcome()) {
                            case UNAVAILABLE -> new NotTaken<>(Refusal.UNAVAILABLE);
                            case UNKNOWN -> new InDoubt<>();
                            case REFUSED -> throw e;
                        };
                case null, default -> throw new CompletionException(failure);
            };
        });
    }
}
