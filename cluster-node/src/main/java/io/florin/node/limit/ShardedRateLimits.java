package io.florin.node.limit;

import io.florin.node.limit.RateMessage.Take;
import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The only code that knows counters are sharded actors. A subject belongs to one actor of a fixed
 * number, so that a stranger's address costs an entry of a map and never an actor; no actor is
 * passivated, because it would forget windows that are not over.
 */
public final class ShardedRateLimits implements RateLimits {
    static final EntityTypeKey<RateMessage> KEY = EntityTypeKey.create(RateMessage.class, "rate");

    private final ClusterSharding sharding;
    private final LimitSettings settings;
    private final AtomicInteger inFlight = new AtomicInteger();

    private ShardedRateLimits(ClusterSharding sharding, LimitSettings settings) {
        this.sharding = sharding;
        this.settings = settings;
    }

    /** Begins sharding on this node; it counts if it has the role. */
    public static ShardedRateLimits start(
            ActorSystem<?> system, LimitSettings settings, InstantSource clock) {
        var sharding = ClusterSharding.get(system);
        sharding.init(
                Entity.of(KEY, _ -> RateBehavior.create(settings, clock))
                        .withRole(settings.role())
                        .withMessageExtractor(new ShardPerEntity<>())
                        .withSettings(
                                ClusterShardingSettings.create(system)
                                        .withNoPassivationStrategy()));
        return new ShardedRateLimits(sharding, settings);
    }

    @Override
    public CompletionStage<RateVerdict> take(RateRule rule, String app, String subject) {
        if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            return CompletableFuture.failedStage(
                    new RejectedExecutionException("Too many verdicts are waited for."));
        }
        int shard = Math.floorMod(Objects.hash(app, rule.name(), subject), settings.shards());
        return sharding.entityRefFor(KEY, Integer.toString(shard))
                .<RateVerdict>ask(
                        replyTo -> new Take(rule, app, subject, replyTo),
                        Duration.ofMillis(settings.askTimeoutMillis()))
                .whenCompleteAsync((_, _) -> inFlight.decrementAndGet(), Runnable::run);
    }

    /** Verdicts waited for at this door. */
    int inFlight() {
        return inFlight.get();
    }
}
