package io.florin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.kafka.KafkaServer;
import io.florin.node.telemetry.Metric;
import io.florin.node.telemetry.Scrape;
import io.florin.persistence.testing.PostgresExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole node, and what its page tells after some work. */
class MetricsPageTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String KEY = "operator-key-of-this-test-only";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Node node;
    private static int page;

    @BeforeAll
    static void start() throws Exception {
        page = freePort();
        node = Node.start(config(page), seams());
        work();
    }

    private static Seams seams() {
        var handlers =
                Map.<String, JobHandler>of(
                        "test.noop", _ -> new Outcome.Succeeded("{}"),
                        "test.fails", _ -> Outcome.failed("no_luck", "Not today."));
        return new Seams(handlers, Seams.NONE.runs(), Seams.NONE.wallets());
    }

    @AfterAll
    static void stop() throws Exception {
        node.system().terminate();
        node.system().getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThatThrownBy(() -> Scrape.of(page)).hasMessageContaining("Connect");
    }

    private static Config config(int page) {
        return POSTGRES.config(
                """
                florin {
                  http { port = 0, operator-key = "%1$s" }
                  identity.secret = "the secret of an installation for a test"
                  kafka { bootstrap-servers = "%2$s", name-prefix = "%3$s" }
                  metrics { port = %4$d, every-millis = 200, figures-millis = 300,
                            ledger-check-millis = 3000 }
                  jobs.kinds { "test.noop" { queue = ai }, "test.fails" { queue = ai, max-attempts = 1 } }
                  webhooks.endpoints.bank { profile = "standard-webhooks", app = "default"
                                            secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] }
                }
                pekko {
                  remote.artery.canonical.port = 0
                  management.http.port = 0
                  coordinated-shutdown.exit-jvm = off
                  cluster.run-coordinated-shutdown-when-down = off
                }
                """
                        .formatted(KEY, KafkaServer.shared().address(), POSTGRES.name(), page));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A transfer, one that is refused, jobs, and what no client should send. */
    private static void work() throws Exception {
        assertThat(post("/v1/wallets", "", "{'id':'ann','owner':'Ann'}")).isEqualTo(201);
        assertThat(post("/v1/wallets", "", "{'id':'bob','owner':'Bob'}")).isEqualTo(201);
        var deposit =
                "{'wallet':'ann','asset':'USD','amount':100,'account':'@external:bank','reference':'w'}";
        assertThat(post("/v1/deposits", "d", deposit)).isEqualTo(201);
        var transfer = "{'id':'%s','from':'ann','to':'bob','asset':'USD','amount':%d}";
        assertThat(post("/v1/transfers", "", transfer.formatted("t1", 40))).isEqualTo(201);
        assertThat(post("/v1/transfers", "", transfer.formatted("t1", 40))).isEqualTo(201);
        assertThat(post("/v1/transfers", "", transfer.formatted("t2", 4_000))).isEqualTo(402);
        for (var kind : Set.of("test.noop", "test.fails")) {
            var job = "{'queue':'ai','kind':'%s','payload':{}}".formatted(kind);
            assertThat(post("/v1/jobs", kind, job)).isEqualTo(202);
        }
        var later =
                "{'queue':'ai','kind':'test.noop','payload':{},'runAt':'%s'}"
                        .formatted(Instant.now().plus(1, ChronoUnit.DAYS));
        assertThat(post("/v1/jobs", "later", later)).isEqualTo(202);
        assertThat(post("/nowhere/at/all", "", "{}")).isEqualTo(404);
        assertThat(post("/v1/wallets/secret-id-of-somebody/holds", "h", "{}")).isEqualTo(400);
        assertThat(post("/webhooks/bank", "", "{}")).isEqualTo(401);
    }

    private static int post(String path, String key, String body) throws Exception {
        var base = node.edge().orElseThrow().address();
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + base.getPort() + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .header("X-Api-Key", KEY)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        if (!key.isEmpty()) request.header("Idempotency-Key", key);
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static void awaitPage(Predicate<Scrape> holds) {
        await().atMost(LIMIT).until(() -> Scrape.of(page), holds);
    }

    @Test
    void everyMetricOfOursIsThere() {
        awaitPage(scrape -> scrape.value("florin_cluster_members", "status=\"up\"") == 1);
        var types = Scrape.of(page).types();
        for (var metric : Metric.values()) {
            assertThat(types).containsEntry(metric.title(), metric.type().word());
        }
        assertThat(types).containsKeys("jvm_memory_used_bytes", "process_cpu_usage");
    }

    /** What belongs together does not come with one tick. */
    private static void awaitAsserted(Consumer<Scrape> asserted) {
        await().atMost(LIMIT).untilAsserted(() -> asserted.accept(Scrape.of(page)));
    }

    @Test
    void moneyMovesTheCounters() {
        var transfers = "florin_http_request_seconds_count";
        var commands = "florin_wallet_command_seconds_count";
        var route = "route=\"/v1/transfers\"";
        awaitAsserted(scrape -> {
            assertThat(scrape.value(transfers, route, "method=\"POST\"")).isEqualTo(3);
            assertThat(scrape.value(transfers, route, "status=\"2xx\"")).isEqualTo(2);
            assertThat(scrape.value(transfers, route, "status=\"4xx\"")).isEqualTo(1);
            assertThat(scrape.value(commands, "outcome=\"done\"")).isGreaterThanOrEqualTo(4);
            assertThat(scrape.value(commands, "outcome=\"replayed\"")).isEqualTo(1);
            assertThat(scrape.value(commands, "outcome=\"denied\"")).isGreaterThanOrEqualTo(1);
            assertThat(scrape.value("florin_journal_write_seconds_count")).isPositive();
            assertThat(scrape.value("florin_journal_batch_events_sum")).isGreaterThanOrEqualTo(5);
            assertThat(scrape.value("florin_pool_connections", "pool=\"reader\"")).isPositive();
        });
    }

    @Test
    void jobsMoveTheCountersAndTheQueues() {
        var ends = "florin_job_run_ends_total";
        var lag = "florin_job_dispatch_lag_seconds";
        var ai = "queue=\"ai\"";
        awaitAsserted(scrape -> {
            assertThat(scrape.value(ends, "kind=\"test.noop\"", "end=\"succeeded\"")).isOne();
            assertThat(scrape.value(ends, "kind=\"test.fails\"", "end=\"dead\"")).isOne();
            assertThat(scrape.value("florin_queue_jobs", ai, "state=\"dead\"")).isOne();
            assertThat(scrape.value("florin_queue_jobs", ai, "state=\"scheduled\"")).isOne();
            assertThat(scrape.value("florin_projection_lag_seconds")).isZero();
            assertThat(scrape.value("florin_ledger_differences")).isZero();
            assertThat(scrape.value("florin_job_run_seconds_count", "kind=\"test.noop\"")).isOne();
            assertThat(scrape.value("content_processing_seconds_count")).isEqualTo(2);
            assertThat(scrape.value(lag + "_count", ai)).isEqualTo(2);
            assertThat(scrape.value(lag + "_sum")).isBetween(0.0001, 30.0);
            assertThat(scrape.value("florin_job_claims_total", "result=\"claimed\"")).isEqualTo(2);
            assertThat(scrape.value("florin_kafka_good")).isOne();
        });
    }

    /** Whoever asks for an increase sees the first one only if there was a zero before it. */
    @Test
    void whatAlertsAskForIsThereBeforeItHappens() {
        awaitAsserted(scrape -> {
            assertThat(words(scrape, "withdrawals_total", "status"))
                    .containsOnly("paid", "failed", "refused", "reversed", "rejected", "canceled");
            assertThat(scrape.value("withdrawals_total")).isZero();
            assertThat(words(scrape, "florin_job_settlements_total", "result"))
                    .containsOnly("settled", "not_settled");
            var payouts =
                    scrape.samples("florin_job_run_ends_total").stream()
                            .filter(sample -> sample.labels().containsValue("payment.payout"))
                            .toList();
            assertThat(payouts)
                    .extracting(sample -> sample.labels().get("end"))
                    .contains("succeeded", "dead", "retried", "lost", "given_back");
            assertThat(payouts).extracting(Scrape.Sample::value).containsOnly(0.0);
        });
    }

    private static List<String> words(Scrape scrape, String metric, String label) {
        return scrape.samples(metric).stream()
                .map(sample -> Objects.requireNonNull(sample.labels().get(label)))
                .toList();
    }

    @Test
    void aWebhookThatIsRefusedIsCountedWithItsReason() {
        awaitPage(scrape ->
                scrape.value("florin_webhooks_total", "provider=\"bank\"", "outcome=\"missing\"")
                        == 1);
    }

    /** What callers write is nowhere on it. */
    @Test
    void labelsAreWordsOfTheProgram() {
        var requests = "florin_http_request_seconds_count";
        awaitPage(scrape -> scrape.value(requests, "route=\"none\"") > 0);
        var scrape = Scrape.of(page);
        assertThat(scrape.value(requests, "route=\"/v1/wallets/{wallet}/holds\""))
                .as("%s", scrape.samples(requests))
                .isPositive();
        var names = new HashSet<String>();
        for (var metric : Metric.values()) {
            scrape.samples().stream()
                    .filter(sample -> sample.name().startsWith(metric.title()))
                    .filter(sample -> sample.labels().keySet().stream().noneMatch("le"::equals))
                    .forEach(sample -> {
                        assertThat(sample.labels()).hasSameSizeAs(metric.labels());
                        assertThat(sample.labels().keySet()).containsAll(metric.labels());
                        names.addAll(sample.labels().values());
                    });
        }
        assertThat(names)
                .isNotEmpty()
                .allMatch(value -> value.length() <= 64)
                .noneMatch(value -> value.contains("secret-id") || value.contains("nowhere"));
        assertThat(Arrays.stream(Metric.values()).map(Metric::title)).doesNotHaveDuplicates();
    }
}
