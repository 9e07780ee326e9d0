package io.florin.edge.operation;

import io.florin.edge.json.Unfit;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Answers a call that fitted its operation. Never blocks. */
@FunctionalInterface
public interface Handler {
    /** Throws only before anything was asked of a wallet. */
    CompletionStage<HttpResponse> handle(Call call) throws Unfit;
}
