package io.florin.node;

import io.florin.edge.HttpEdge;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * How a node ends: not ready any more → no new connections → what is under way ends, runs of jobs
 * among it → shards are handed over → the cluster is left. What Pekko adds by itself comes after
 * what is added here.
 */
final class Farewell {
    private final CoordinatedShutdown shutdown;

    Farewell(ActorSystem<?> system) {
        this.shutdown = CoordinatedShutdown.get(system);
    }

    void of(NodeHealth health) {
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                "not-ready",
                () -> {
                    health.leave();
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }

    void of(HttpEdge edge) {
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "edge-unbind", edge::unbind);
        shutdown.addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "edge-stop", edge::stop);
    }
}
