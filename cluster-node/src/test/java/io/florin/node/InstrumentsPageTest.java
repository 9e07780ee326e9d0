package io.florin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.kafka.KafkaServer;
import io.florin.node.telemetry.Scrape;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.codec.JobDispatchCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node's actors, connections and Kafka clients tell of themselves moves on its page. */
class InstrumentsPageTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String KEY = "operator-key-of-this-test-only";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final CountDownLatch LEAVE = new CountDownLatch(1);
    private static final int RECORDS = 600;
    private static Node node;
    private static int page;

    @BeforeAll
    static void start() throws Exception {
        page = freePort();
        var handlers = Map.<String, JobHandler>of("test.stays", _ -> stay());
        node = Node.start(config(), new Seams(handlers, Seams.NONE.runs(), Seams.NONE.wallets()));
    }

    @AfterAll
    static void stop() throws Exception {
        LEAVE.countDown();
        node.system().terminate();
        node.system().getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Outcome stay() throws InterruptedException {
        assertThat(LEAVE.await(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome.Succeeded("{}");
    }

    private static Config config() {
        return POSTGRES.config(
                """
                florin {
                  http { port = 0, operator-key = "%1$s" }
                  identity.secret = "the secret of an installation for a test"
                  kafka { bootstrap-servers = "%2$s", name-prefix = "%3$s"
                          consume.max-poll-records = 5 }
                  wallet.ask-timeout-millis = 20000
                  metrics { port = %4$d, every-millis = 100 }
                  database { reader-connections = 4, borrow-timeout-millis = 300 }
                  jobs { batch = 5, queues.narrow.parallel = 1
                         kinds { "test.stays" { queue = narrow } } }
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

    private static int post(String path, String body) throws Exception {
        var base = node.edge().orElseThrow().address();
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + base.getPort() + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .header("X-Api-Key", KEY)
                        .header("Idempotency-Key", path)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static void awaitPage(Consumer<Scrape> asserted) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> asserted.accept(Scrape.of(page)));
    }

    private static void createWallet(String id) throws Exception {
        assertThat(post("/v1/wallets", "{'id':'%s','owner':'X'}".formatted(id))).isEqualTo(201);
    }

    @Test
    void whoIsInMemoryIsCounted() throws Exception {
        createWallet("living");
        awaitPage(scrape -> {
            assertThat(scrape.value("florin_actor_living", "kind=\"wallet\"")).isPositive();
            assertThat(scrape.samples("florin_actor_living")).hasSize(3);
            assertThat(scrape.value("florin_actor_mailbox")).isZero();
            assertThat(scrape.samples("florin_wallet_undecided")).hasSize(1);
            assertThat(scrape.value("florin_actor_dispatch_delay_seconds")).isBetween(1e-9, 10.0);
        });
    }

    /** Its table is away for a moment: what was to be written is not, then it does not recover. */
    @Test
    void aWalletThatFailsIsCountedAndGoesOn() throws Exception {
        createWallet("failing");
        try (var caller = Executors.newVirtualThreadPerTaskExecutor()) {
            POSTGRES.execute("alter table event rename to event_away");
            var deposit =
                    "{'wallet':'failing','asset':'USD','amount':1,'account':'@external:bank','reference':'w'}";
            var answer = caller.submit(() -> post("/v1/deposits", deposit));
            try {
                awaitPage(scrape -> {
                    assertThat(failures(scrape, "write")).isPositive();
                    assertThat(failures(scrape, "recovery")).isPositive();
                    assertThat(scrape.value("florin_wallet_undecided")).isPositive();
                });
            } finally {
                POSTGRES.execute("alter table event_away rename to event");
            }
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(201);
        }
        awaitPage(scrape -> {
            assertThat(failures(scrape, "stopped")).isZero();
            assertThat(scrape.value("florin_wallet_undecided")).isZero();
        });
    }

    private static double failures(Scrape scrape, String why) {
        return scrape.value(
                "florin_actor_failures_total", "kind=\"wallet\"", "why=\"%s\"".formatted(why));
    }

    @Test
    void whatReachesNobodyIsCounted() {
        var nobody =
                node.system().<String>systemActorOf(Behaviors.stopped(), "gone", Props.empty());
        awaitPage(scrape -> {
            nobody.tell("the secret of somebody");
            assertThat(scrape.value("florin_actor_dead_letters_total", "why=\"nobody\""))
                    .isPositive();
            assertThat(scrape.samples("florin_actor_dead_letters_total")).hasSize(3);
        });
    }

    @Test
    void whoWaitsForAConnectionIsCountedAndSoIsWhoWaitsInVain() {
        var database = JournalEngine.get(node.system()).database();
        assertThatThrownBy(() -> borrow(database, 5)).isInstanceOf(DatabaseException.class);
        awaitPage(scrape -> {
            var reader = "pool=\"reader\"";
            assertThat(scrape.value("florin_pool_timeouts_total", reader)).isPositive();
            assertThat(scrape.value("florin_pool_borrow_seconds_count", reader)).isPositive();
            assertThat(scrape.value("florin_pool_borrow_seconds_sum", reader)).isGreaterThan(0.25);
            assertThat(scrape.value("florin_pool_use_seconds_sum", reader)).isGreaterThan(0.25);
            assertThat(scrape.samples("florin_pool_timeouts_total")).hasSize(2);
        });
    }

    private static int borrow(Database database, int more) {
        if (more == 0) return 0;
        return database.autocommit(_ -> borrow(database, more - 1));
    }

    /** A queue whose only place is taken does not read on. */
    @Test
    void aQueueThatDoesNotReadOnFallsBehind() throws Exception {
        assertThat(post("/v1/jobs", "{'queue':'narrow','kind':'test.stays','payload':{}}"))
                .isEqualTo(202);
        var queue = "queue=\"narrow\"";
        var records = "florin_kafka_records_total";
        awaitPage(scrape -> assertThat(scrape.value("florin_job_held")).isOne());
        send();
        awaitPage(scrape -> {
            assertThat(scrape.value("florin_kafka_lag", queue)).isBetween(1.0, (double) RECORDS);
            assertThat(scrape.value(records, queue, "what=\"sent\"")).isPositive();
            assertThat(scrape.value(records, queue, "what=\"not_sent\"")).isZero();
        });
        LEAVE.countDown();
        awaitPage(scrape -> {
            assertThat(scrape.value("florin_kafka_lag", queue)).isZero();
            assertThat(scrape.value(records, queue, "what=\"read\""))
                    .isGreaterThanOrEqualTo(RECORDS + 1);
        });
    }

    /** Of jobs that are not there: all of one part. */
    private static void send() throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", KafkaServer.shared().address());
        var topic = POSTGRES.name() + ".jobs.narrow.normal";
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var sent = new ArrayList<Future<?>>();
            for (int i = 0; i < RECORDS; i++) {
                var dispatch = JobDispatchCodec.encode(1_000_000L + i);
                sent.add(producer.send(new ProducerRecord<>(topic, 0, "", dispatch)));
            }
            for (var record : sent) record.get(10, TimeUnit.SECONDS);
        }
    }
}
