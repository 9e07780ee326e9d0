package io.florin.node;

import io.florin.edge.health.Health;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /ready} of Pekko Management says, on nodes of every role: the same as the edge's
 * {@code /health/ready}. Made by Pekko by the name of its class; not ready until the node is put
 * together.
 */
public final class Readiness implements Supplier<CompletionStage<Boolean>> {
    private final ActorSystem system;

    public Readiness(ActorSystem system) {
        this.system = system;
    }

    /** From now on {@code health} is what is asked. */
    static void is(ActorSystem system, Health health) {
        Place.ID.get(system).health = health;
    }

    @Override
    public CompletionStage<Boolean> get() {
        var health = Place.ID.get(system).health;
        if (health == null) return CompletableFuture.completedFuture(false);
        return health.report().thenApply(Health.Report::ready);
    }

    /** Where a node's health and Pekko's check of it meet. */
    private static final class Place implements Extension {
        private static final AbstractExtensionId<Place> ID =
                new AbstractExtensionId<>() {
                    @Override
                    public Place createExtension(ExtendedActorSystem system) {
                        return new Place();
                    }
                };

        private volatile @Nullable Health health;
    }
}
