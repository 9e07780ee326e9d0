package io.florin.node.management;

import io.florin.edge.json.Unfit;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Something to look at. A view changes nothing, wakes nobody, and may block. */
@FunctionalInterface
public interface View {
    /** A failure means that it cannot be told now. */
    CompletionStage<HttpResponse> show(Look look) throws Unfit;
}
