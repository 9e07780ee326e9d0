package io.florin.node.limit;

import io.florin.node.actor.ActorCounts.Kind;
import io.florin.node.limit.RateMessage.Take;
import io.florin.node.limit.Stock.Ahead;
import io.florin.node.limit.Stock.OneByOne;
import io.florin.node.limit.Stocks.Step;
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
import org.jspecify.annotations.Nullable;

/**
 * The only code that knows counters are sharded actors. A subject belongs to one actor of a fixed
 * number, so that a stranger's address costs an entry of a map and never an actor; no actor is
 * passivated, because it would forget windows that are not over.
 *
 * <p>Under a high limit a door takes some admissions ahead and gives them out without asking. They
 * are counted when they are taken, so nobody gets more than the limit; who comes through several
 * doors may get less by what others hold in stock, a hundredth of the limit each at most.
 */
public final class ShardedRateLimits implements RateLimits {
    static final EntityTypeKey<RateMessage> KEY = EntityTypeKey.create(RateMessage.class, "rate");

    private final ClusterSharding sharding;
    private final LimitSettings settings;
    private final InstantSource clock;
    private final Stocks stocks;
    private final AtomicInteger inFlight = new AtomicInteger();

    private ShardedRateLimits(
            ClusterSharding sharding, LimitSettings settings, InstantSource clock) {
        this.sharding = sharding;
        this.settings = settings;
        this.clock = clock;
        this.stocks = new Stocks(settings.stocks());
    }

    /** Begins sharding on this node; it counts if it has the role. */
    public static ShardedRateLimits start(
            ActorSystem<?> system, LimitSettings settings, InstantSource clock) {
        var sharding = ClusterSharding.get(system);
        sharding.init(
                Entity.of(KEY, _ -> RateBehavior.create(settings, clock))
                        .withRole(settings.role())
                        .withEntityProps(Kind.RATE.mailbox())
                        .withMessageExtractor(new ShardPerEntity<>())
                        .withSettings(
                                ClusterShardingSettings.create(system)
                                        .withNoPassivationStrategy()));
        return new ShardedRateLimits(sharding, settings, clock);
    }

    @Override
    public CompletionStage<RateVerdict> take(RateRule rule, String app, String subject) {
        int ahead = settings.ahead(rule);
        if (ahead < 2) return ask(rule, app, subject, 1);
        long nowMillis = clock.millis();
        String key = app + "/" + rule.name() + "/" + subject;
        return switch (stocks.take(key, nowMillis, settings.askTimeoutMillis())) {
            case Step.Given(var verdict) -> CompletableFuture.completedFuture(verdict);
            case Step.Ask _ -> ask(rule, app, subject, 1);
            case Step.Fill(var meanwhile) ->
                    ask(rule, app, subject, ahead)
                            .whenComplete(
                                    (verdict, _) -> fill(meanwhile, verdict, ahead, nowMillis))
                            .thenCompose(verdict ->
                                    verdict.admitted()
                                            ? CompletableFuture.completedFuture(
                                                    verdict.withMore(ahead - 1))
                                            : ask(rule, app, subject, 1));
        };
    }

    /** Of those that were given the first is used at once; too few are left: one by one. */
    private void fill(
            OneByOne meanwhile, @Nullable RateVerdict verdict, int given, long askedAtMillis) {
        if (verdict == null) {
            stocks.replace(meanwhile, null);
            return;
        }
        String key = meanwhile.key();
        long resetMillis = askedAtMillis + verdict.resetSeconds() * 1_000L;
        stocks.replace(
                meanwhile,
                verdict.admitted()
                        ? new Ahead(key, given - 1, verdict.remaining(), resetMillis)
                        : new OneByOne(key, resetMillis));
    }

    private CompletionStage<RateVerdict> ask(RateRule rule, String app, String subject, int count) {
        if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            return CompletableFuture.failedStage(
                    new RejectedExecutionException("Too many verdicts are waited for."));
        }
        int shard = Math.floorMod(Objects.hash(app, rule.name(), subject), settings.shards());
        return sharding.entityRefFor(KEY, Integer.toString(shard))
                .<RateVerdict>ask(
                        replyTo -> new Take(rule, app, subject, count, replyTo),
                        Duration.ofMillis(settings.askTimeoutMillis()))
                .whenCompleteAsync((_, _) -> inFlight.decrementAndGet(), Runnable::run);
    }

    /** Verdicts waited for at this door. */
    int inFlight() {
        return inFlight.get();
    }
}
