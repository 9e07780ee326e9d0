package io.florin.edge.operation;

import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.protocol.refusal.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Who may come in, and how often; and how often somebody may try who may not. */
public record Entrance(Gate gate, Limiter limiter, Guesses guesses) {
    /** The stage fails with an {@link Unfit}. */
    CompletionStage<Admitted> enter(Operation operation, HttpRequest request) {
        if (guesses.areTooMany() && gate.isStranger(request)) {
            var refusal = guesses.refusal(gate.proxies().client(request));
            if (refusal.isPresent()) return CompletableFuture.failedStage(refusal.get());
        }
        return gate.enter(operation, request)
                .exceptionallyCompose(failure -> refused(Cause.of(failure), request));
    }

    private CompletionStage<Admitted> refused(Throwable cause, HttpRequest request) {
        return cause instanceof Unfit unfit
                        && unfit.why() == Refusal.UNAUTHENTICATED
                        && Gate.hasCredential(request)
                ? guesses.counted(unfit, gate.proxies().client(request))
                        .thenCompose(CompletableFuture::failedStage)
                : CompletableFuture.failedStage(cause);
    }
}
