package io.florin.edge;

import io.florin.edge.health.Health;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** As healthy as it is told. */
final class FakeHealth implements Health {
    volatile Report report =
            new Report(true, Map.of("database", new Check(true, "PostgreSQL answers.")));

    @Override
    public CompletionStage<Report> report() {
        return CompletableFuture.completedStage(report);
    }
}
