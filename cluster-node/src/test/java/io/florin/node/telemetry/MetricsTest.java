package io.florin.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.node.telemetry.Scrape.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, the port and Kamon, without a node. */
class MetricsTest {
    private static final Config CONFIG = ConfigFactory.load();

    private static Metrics start(String more) {
        var config =
                ConfigFactory.parseString("port = 0, every-millis = 100")
                        .atPath(MetricsSettings.PATH)
                        .withFallback(CONFIG);
        config = ConfigFactory.parseString(more).atPath(MetricsSettings.PATH).withFallback(config);
        return Metrics.start(MetricsSettings.from(config), config);
    }

    private static Scrape scrape(Metrics metrics) {
        return Scrape.of(metrics.address().orElseThrow().getPort());
    }

    @Test
    void allMetricsAreNamedFromTheFirstTickOnAndEveryLineIsOne() {
        try (var metrics = start("")) {
            await().untilAsserted(() ->
                    assertThat(scrape(metrics).types()).containsKey("jvm_memory_used_bytes"));
            var types = scrape(metrics).types();
            for (var metric : Metric.values()) {
                assertThat(types).containsEntry(metric.title(), metric.type().word());
            }
        }
    }

    @Test
    void whatIsToldIsOnThePageInBaseUnits() {
        try (var metrics = start("")) {
            var meter = metrics.meter();
            meter.count(Metric.AI_TOKENS, 7, "kind", "a-model", "input");
            meter.count(Metric.AI_TOKENS, -1, "kind", "a-model", "input");
            meter.count(Metric.AI_RECORDING, 1_500, "kind", "a-model");
            meter.record(Metric.JOB_RUN, 20_000_000, "a \"kind\"");
            meter.level(Metric.QUEUE_OLDEST_WAIT, 12.5, "q");
            await().untilAsserted(() -> {
                var page = scrape(metrics);
                assertThat(
                                page.value(
                                        "florin_ai_tokens_total",
                                        "kind=\"kind\"",
                                        "model=\"a-model\"",
                                        "of=\"input\""))
                        .isEqualTo(7);
                assertThat(page.value("florin_ai_recording_seconds_total", "model=\"a-model\""))
                        .isEqualTo(1.5);
                assertThat(page.value("florin_job_run_seconds_sum", "kind=\"a _kind_\""))
                        .isBetween(0.019, 0.021);
                assertThat(page.value("florin_job_run_seconds_bucket", "le=\"0.01\"")).isZero();
                assertThat(page.value("florin_job_run_seconds_bucket", "le=\"0.025\"")).isOne();
                assertThat(page.value("florin_queue_oldest_wait_seconds")).isEqualTo(12.5);
            });
            meter.forget(Metric.QUEUE_OLDEST_WAIT);
            await().untilAsserted(() ->
                    assertThat(scrape(metrics).samples("florin_queue_oldest_wait_seconds"))
                            .isEmpty());
        }
    }

    @Test
    void whatHasNotHappenedYetIsThereAtZero() {
        try (var metrics = start("")) {
            metrics.meter().count(Metric.JOB_CLAIMS, -1, "below zero");
            metrics.meter().count(Metric.JOB_CLAIMS, 0, "told zero");
            metrics.add(all -> all.total(Metric.JOB_CLAIMS, 0, "read zero"));
            await().untilAsserted(() ->
                    assertThat(scrape(metrics).samples("florin_job_claims_total"))
                            .extracting(sample -> sample.labels().get("result"), Sample::value)
                            .contains(tuple("told zero", 0.0), tuple("read zero", 0.0))
                            .doesNotContain(tuple("below zero", 0.0)));
        }
    }

    /** Kamon forgets its instruments when it stops, and so must who has them in hand. */
    @Test
    void whatAnEndedNodeHasCountedIsCountedFromZeroByTheNext() {
        for (int node = 1; node <= 2; node++) {
            try (var metrics = start("")) {
                metrics.meter().count(Metric.JOB_CLAIMS, 1, "of each node");
                metrics.meter().level(Metric.QUEUE_OLDEST_WAIT, 1, "of each node");
                await().untilAsserted(() -> {
                    var page = scrape(metrics);
                    assertThat(page.value("florin_job_claims_total", "result=\"of each node\""))
                            .isOne();
                    assertThat(page.samples("florin_queue_oldest_wait_seconds")).isNotEmpty();
                });
            }
        }
    }

    /** Kamon's own server would write a line into the log and go on without the page. */
    @Test
    void aTakenPortIsOneSentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("port = " + taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith("set florin.metrics.port to a free port.");
        }
    }

    @Test
    void severalNodesOfAProcessShareWhatIsCountedUntilTheLastOneEnds() {
        var counted = new AtomicLong();
        try (var second = start("")) {
            try (var first = start("")) {
                first.add(metrics -> metrics.total(Metric.JOB_RESCUES, counted.get()));
                second.add(metrics -> metrics.total(Metric.JOB_RESCUES, counted.get()));
                counted.set(3);
                await().untilAsserted(() -> {
                    assertThat(scrape(first).value("florin_job_rescues_total")).isEqualTo(6);
                    assertThat(scrape(second).value("florin_job_rescues_total")).isEqualTo(6);
                });
            }
            counted.set(5);
            await().untilAsserted(() ->
                    assertThat(scrape(second).value("florin_job_rescues_total")).isEqualTo(8));
        }
        try (var later = start("")) {
            later.meter().level(Metric.JOB_HELD, 4);
            await().untilAsserted(
                            () -> assertThat(scrape(later).value("florin_job_held")).isEqualTo(4));
        }
    }

    @Test
    void labelsThatHaveNoEndAreToldTogether() {
        try (var metrics = start("")) {
            for (int i = 0; i < KamonMeter.MOST_SERIES + 5; i++) {
                metrics.meter().count(Metric.HTTP_RATE_LIMITED, 1, "/route-" + i);
            }
            await().untilAsserted(() -> {
                var page = scrape(metrics);
                assertThat(page.value("florin_http_rate_limited_total", "route=\"other\""))
                        .isEqualTo(5);
                assertThat(page.samples("florin_http_rate_limited_total"))
                        .hasSize(KamonMeter.MOST_SERIES + 1);
            });
        }
    }

    @Test
    void switchedOffNothingListens() {
        try (var metrics = start("enabled = false")) {
            assertThat(metrics.address()).isEmpty();
            assertThat(metrics.meter()).isSameAs(Meter.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({"/, 404", "/metrics/x, 404", "/metrics, 200"})
    void nothingElseIsServed(String path, int status) {
        try (var metrics = start("")) {
            int port = metrics.address().orElseThrow().getPort();
            assertThat(Scrape.status(port, path)).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"port = 65536", "host = \" \"", "every-millis = 10", "figures-millis = 0"})
    void nonsenseNamesTheKey(String setting) {
        assertThatThrownBy(() -> start(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("florin.metrics")
                .hasMessageContaining(setting.split(" ", 2)[0]);
    }
}
