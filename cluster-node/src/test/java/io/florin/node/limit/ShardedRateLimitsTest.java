package io.florin.node.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The door to the counters on real nodes. Before a node has joined, every counter is silent. */
class ShardedRateLimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RateRule HUNDRED = new RateRule("login", 100, 900);
    private static final RateRule THOUSAND = new RateRule("default", 1_000, 60);

    private final AtomicReference<Instant> time =
            new AtomicReference<>(Instant.parse("2026-03-04T05:06:07Z"));
    private final InstantSource clock = time::get;
    private final ActorTestKit first = node();
    private final ActorTestKit second = node();

    private static ActorTestKit node() {
        return ActorTestKit.create(
                "florin",
                ConfigFactory.parseString(
                                """
                                pekko.remote.artery.canonical.port = 0
                                pekko.cluster.sharding {
                                  retry-interval = 200ms
                                  passivation.florin.idle-entity.timeout = 100ms
                                }
                                pekko.coordinated-shutdown {
                                  exit-jvm = off
                                  run-by-actor-system-terminate = off
                                }
                                pekko.cluster.run-coordinated-shutdown-when-down = off
                                """)
                        .withFallback(ConfigFactory.load()));
    }

    @AfterEach
    void stop() {
        second.shutdownTestKit();
        first.shutdownTestKit();
    }

    private ShardedRateLimits door(ActorTestKit node, int askTimeoutMillis, int maxInFlight) {
        var settings =
                new LimitSettings("edge", 8, 1_000, 10_000, askTimeoutMillis, maxInFlight, 60, 64);
        return ShardedRateLimits.start(node.system(), settings, clock);
    }

    private static void join(ActorTestKit node, ActorTestKit seed) {
        var seedAddress = Cluster.get(seed.system()).selfMember().address();
        var cluster = Cluster.get(node.system());
        cluster.manager().tell(Join.create(seedAddress));
        await().atMost(PATIENCE)
                .until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
    }

    private static RateVerdict heard(CompletionStage<RateVerdict> verdict) {
        return assertThat(verdict).succeedsWithin(PATIENCE).actual();
    }

    private static long admitted(List<CompletionStage<RateVerdict>> verdicts) {
        return verdicts.stream()
                .map(ShardedRateLimitsTest::heard)
                .filter(RateVerdict::admitted)
                .count();
    }

    private static List<CompletionStage<RateVerdict>> burst(
            int takes, String subject, RateLimits... doors) {
        return burst(HUNDRED, takes, subject, doors);
    }

    private static List<CompletionStage<RateVerdict>> burst(
            RateRule rule, int takes, String subject, RateLimits... doors) {
        return IntStream.range(0, takes)
                .parallel()
                .mapToObj(i -> doors[i % doors.length].take(rule, "default", subject))
                .toList();
    }

    @Test
    void twoDoorsOfOneNodeShareTheCount() {
        join(first, first);
        var one = door(first, 20_000, 1_000);
        var other = door(first, 20_000, 1_000);
        assertThat(admitted(burst(500, "1.2.3.4", one, other))).isEqualTo(100);
        assertThat(heard(other.take(HUNDRED, "default", "1.2.3.4")))
                .isEqualTo(new RateVerdict(false, 0, 900));
        assertThat(heard(other.take(HUNDRED, "default", "1.2.3.5")))
                .isEqualTo(new RateVerdict(true, 99, 900));
        time.updateAndGet(now -> now.plusSeconds(899));
        assertThat(heard(one.take(HUNDRED, "default", "1.2.3.4")))
                .isEqualTo(new RateVerdict(false, 0, 1));
        time.updateAndGet(now -> now.plusSeconds(1));
        assertThat(heard(one.take(HUNDRED, "default", "1.2.3.4")))
                .isEqualTo(new RateVerdict(true, 99, 900));
        assertThat(one.inFlight() + other.inFlight()).isZero();
    }

    /** As many as the door admits, at once and then, of what is still in stock, one by one. */
    private static long all(RateLimits door) {
        long atOnce = admitted(burst(THOUSAND, 1_500, "ann", door));
        long after = 0;
        while (heard(door.take(THOUSAND, "default", "ann")).admitted()) after++;
        return atOnce + after;
    }

    /** Under a high limit most are given from stock, and still never one too many. */
    @Test
    void whatIsTakenAheadIsCounted() {
        join(first, first);
        var door = door(first, 20_000, 2_000);
        assertThat(heard(door.take(THOUSAND, "default", "ann")))
                .isEqualTo(new RateVerdict(true, 999, 60));
        assertThat(door.take(THOUSAND, "default", "ann"))
                .isCompletedWithValue(new RateVerdict(true, 998, 60));
        assertThat(all(door)).isEqualTo(998);
        time.updateAndGet(now -> now.plusSeconds(60));
        assertThat(heard(door.take(THOUSAND, "default", "ann")))
                .isEqualTo(new RateVerdict(true, 999, 60));
    }

    @Test
    void twoDoorsLoseAtMostWhatTheOtherHasInStock() {
        join(first, first);
        var one = door(first, 20_000, 2_000);
        var other = door(first, 20_000, 2_000);
        heard(other.take(THOUSAND, "default", "ann"));
        assertThat(all(one)).isEqualTo(990);
        assertThat(all(other)).isEqualTo(9);
    }

    /** Every subject's count is on one of the two, so some takes travel. */
    @Test
    void twoNodesShareTheCount() {
        join(first, first);
        var one = door(first, 20_000, 1_000);
        join(second, first);
        var other = door(second, 20_000, 1_000);
        // All shards have found their place before anything is counted.
        for (int i = 0; i < 100; i++) heard(other.take(HUNDRED, "default", "warm-" + i));
        for (int i = 0; i < 8; i++) {
            assertThat(admitted(burst(200, "subject-" + i, one, other))).isEqualTo(100);
        }
    }

    /** A counter that fell asleep would forget. */
    @Test
    void countersAreNotPassivated() {
        join(first, first);
        var door = door(first, 20_000, 1_000);
        heard(door.take(HUNDRED, "default", "1.2.3.4"));
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        assertThat(heard(door.take(HUNDRED, "default", "1.2.3.4")).remaining()).isEqualTo(98);
    }

    @Test
    void aSilentCounterFailsInTimeAndTheDoorIsBounded() {
        var door = door(first, 300, 2);
        var one = door.take(HUNDRED, "default", "1.2.3.4");
        var two = door.take(HUNDRED, "default", "1.2.3.4");
        assertThat(door.take(HUNDRED, "default", "1.2.3.4"))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
        assertThat(door.inFlight()).isEqualTo(2);
        for (var silent : List.of(one, two)) {
            assertThat(silent)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withRootCauseInstanceOf(TimeoutException.class);
        }
        await().until(() -> door.inFlight() == 0);
    }
}
