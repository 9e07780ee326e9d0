package io.florin.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.telemetry.ClusterFigures.Plan;
import io.florin.node.telemetry.ClusterFigures.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What one node tells for all is told by no other, and by nobody once it is not known any more. */
class ClusterFiguresTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Map<Series, Double> BOTH =
            Map.of(
                    Series.of(Metric.QUEUE_JOBS, "ai", "queued"), 3.0,
                    Series.of(Metric.QUEUE_JOBS, "ai", "running"), 2.0);
    private static final Map<Series, Double> ONE =
            Map.of(Series.of(Metric.QUEUE_JOBS, "ai", "queued"), 4.0);

    private final TellingMeter meter = new TellingMeter();
    private final AtomicInteger looks = new AtomicInteger();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void whatIsMissingIsZero() {
        var looking = List.of(BOTH, ONE);
        var figures = start(() -> looking.get(Math.min(looks.getAndIncrement(), 1)));
        await().untilAsserted(() ->
                assertThat(meter.told())
                        .containsEntry("QUEUE_JOBS[ai, queued]", 4.0)
                        .containsEntry("QUEUE_JOBS[ai, running]", 0.0));
        KIT.stop(figures);
    }

    @Test
    void whoStopsForgets() {
        var figures = start(() -> BOTH);
        await().until(() -> meter.told().size() == 2);
        KIT.stop(figures);
        await().until(() -> meter.told().isEmpty());
    }

    @Test
    void whatNobodyKnowsAnyMoreIsNotTold() {
        var figures =
                start(() -> {
                    if (looks.incrementAndGet() == 2) throw new IllegalStateException("as told");
                    if (looks.get() > 2) return ONE;
                    return BOTH;
                });
        await().untilAsserted(() ->
                assertThat(meter.told())
                        .containsExactlyEntriesOf(Map.of("QUEUE_JOBS[ai, queued]", 4.0)));
        KIT.stop(figures);
    }

    private ActorRef<ClusterFigures.Message> start(Supplier<Map<Series, Double>> look) {
        var plan = new Plan("any", Duration.ofMillis(5), look);
        return KIT.spawn(
                ClusterFigures.create(plan, meter, Executors.newVirtualThreadPerTaskExecutor()));
    }
}
