package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real thing as a user starts it, under load, with real kills. The steps follow one another on
 * one set of books: what an earlier step acknowledged must be there after every later one.
 */
@TestMethodOrder(OrderAnnotation.class)
class EndToEndTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final int CLIENTS = 8;
    private static final long SEED = 20_261_121;

    @TempDir static Path data;

    private static final List<String> WORDS = new ArrayList<>();
    private static Client client;
    private static Traffic traffic;
    private static Command up;

    @BeforeAll
    static void start() throws IOException {
        var shared = Files.createDirectories(Path.of("target", "binaries").toAbsolutePath());
        Files.createSymbolicLink(data.resolve("binaries"), shared);
        WORDS.addAll(List.of("up", "--data", data.toString()));
        int port = freePort();
        WORDS.addAll(List.of("--port", Integer.toString(port)));
        WORDS.addAll(List.of("--management-port", Integer.toString(freePort())));
        WORDS.addAll(List.of("--remoting-port", Integer.toString(freePort())));
        WORDS.addAll(List.of("--metrics-port", Integer.toString(freePort())));
        up = Command.run(Florin.class, WORDS);
        up.awaitLine("Ctrl-C ends it.");
        client = new Client(port, Files.readString(data.resolve("operator.key")).strip());
        traffic = new Traffic(client);
        traffic.open();
        traffic.begin(CLIENTS, SEED);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        traffic.end();
        up.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitMore(int transfers) {
        int before = traffic.finished();
        await().atMost(LIMIT).until(() -> traffic.finished() >= before + transfers);
    }

    /** From the edge through the door to the table. */
    @Test
    @Order(0)
    void jobsAreAskedForAndTheirQueuesAreThere() throws Exception {
        var queues = client.get("/v1/queues");
        assertThat(queues.status()).as(queues.body()).isEqualTo(200);
        assertThat(queues.json().findValuesAsText("queue"))
                .containsExactlyInAnyOrder("ai", "notification", "payment", "webhook");
        var paused = client.post("/v1/queues/ai/pause", "");
        assertThat(paused.json().path("paused").asBoolean()).as(paused.body()).isTrue();
        var resumed = client.post("/v1/queues/ai/resume", "");
        assertThat(resumed.json().path("paused").asBoolean(true)).as(resumed.body()).isFalse();
        var job = "{\"queue\":\"ai\",\"kind\":\"nobody.does.it\",\"payload\":{}}";
        assertThat(client.post("/v1/jobs", "k1", job).body()).contains("job_kind_unknown");
        assertThat(client.get("/v1/jobs?state=dead").body()).isEqualTo("{\"items\":[]}");
        assertThat(client.get("/v1/jobs/none/events").body()).contains("job_not_found");
        assertThat(client.post("/v1/jobs/purge", "{\"filter\":{}}").status()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void aKilledNodeIsStartedAgainAndNothingIsLost() {
        awaitMore(300);
        up.nodes().getFirst().destroyForcibly();
        up.awaitLine("is ready again.");
        awaitMore(300);
        assertThat(traffic.differences()).isEmpty();
    }

    @Test
    @Order(2)
    void everythingKilledAtOnceComesBackWithTheNextStart() throws Exception {
        var nodes = up.nodes();
        up.kill();
        nodes.forEach(ProcessHandle::destroyForcibly);
        up.awaitEnd();
        up = Command.run(Florin.class, WORDS);
        up.awaitLine("Ctrl-C ends it.");
        awaitMore(300);
        assertThat(traffic.differences()).isEmpty();
    }

    /** Wallets do without it; it comes back with its topics. */
    @Test
    @Order(3)
    void aKilledKafkaCostsNoWalletAnything() throws Exception {
        awaitHealth("healthy");
        up.kafka().destroyForcibly();
        awaitHealth("degraded");
        awaitMore(300);
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
        up.awaitLine("Kafka is back.");
        awaitHealth("healthy");
        assertThat(traffic.differences()).isEmpty();
    }

    private static void awaitHealth(String condition) {
        await().atMost(LIMIT)
                .until(
                        () -> client.get("/health").json().at("/checks/kafka/status").asText(),
                        condition::equals);
    }

    /** 503 or 202 meanwhile, and service again within seconds of its return. */
    @Test
    @Order(4)
    void aDatabaseThatWasGoneForTenSecondsCostsTimeOnly() {
        var settings = PostgresSettings.in(data);
        PostgresServer.stopIn(settings, Progress.silent());
        int before = traffic.finished();
        long gone = System.nanoTime();
        await().atMost(LIMIT)
                .until(() -> System.nanoTime() - gone > Duration.ofSeconds(10).toNanos());
        assertThat(traffic.finished() - before).isLessThanOrEqualTo(CLIENTS);
        PostgresServer.start(settings, Progress.silent());
        long back = System.nanoTime();
        awaitMore(CLIENTS + 1);
        var resumed = Duration.ofNanos(System.nanoTime() - back);
        System.out.println("Service resumed " + resumed.toMillis() + " ms after the database.");
        assertThat(resumed).isLessThan(Duration.ofSeconds(5));
        awaitMore(200);
        assertThat(traffic.differences()).isEmpty();
    }

    @Test
    @Order(5)
    void everyAcknowledgedTransferIsThereOnceAndTheBooksAreRight() throws Exception {
        traffic.end();
        traffic.done().values().forEach(traffic::askAgain);
        assertThat(traffic.differences()).isEmpty();
        assertThat(traffic.disturbances()).as("the kills were felt").isPositive();
        for (int i = 0; i < Traffic.WALLETS; i++) {
            var wallet = Traffic.wallet(i);
            var balance = client.get("/v1/wallets/" + wallet + "?fresh=true").json();
            assertThat(balance.at("/balances/0/posted").asLong())
                    .isEqualTo(traffic.expectedBalance(wallet));
        }
        var check = client.get("/v1/ledger/check");
        assertThat(check.status()).as(check.body()).isEqualTo(200);
        assertThat(check.json().get("ok").asBoolean()).as(check.body()).isTrue();
        assertThat(check.json().at("/assets/0/inFlight").asLong()).as(check.body()).isZero();
        assertThat(check.json().at("/assets/0/sum").asLong()).as(check.body()).isZero();
    }

    /** No client comes back after the kill: recovery and the sweeper end what was under way. */
    @Test
    @Order(6)
    void whatNobodyAsksForAgainEndsByItself() throws Exception {
        var unasked = new UnaskedTransfers(client);
        unasked.open();
        unasked.sendSome();
        up.nodes().getFirst().destroyForcibly();
        up.awaitLine("is ready again.");
        unasked.giveUp();
        await().pollInterval(ONE_SECOND)
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(unasked.states()).containsOnly("completed"));
        assertThat(inFlight()).isZero();
        assertThat(unasked.longest()).as("some outlived the kill").isGreaterThan(ONE_SECOND);
    }

    private static long inFlight() throws IOException {
        var check = client.get("/v1/ledger/check");
        assertThat(check.json().get("ok").asBoolean()).as(check.body()).isTrue();
        return check.json().at("/assets/0/inFlight").asLong();
    }

    /** And after the read side was filled again, the books say the same. */
    @Test
    @Order(7)
    void theAuditPassesAndFindsOneChangedByte() throws Exception {
        up.terminate();
        up.awaitEnd();
        var digest = digestOf(clean("check"));
        clean("rebuild");
        up = Command.run(Florin.class, WORDS);
        up.awaitLine("Ctrl-C ends it.");
        var filled = client.get("/v1/ledger/check");
        assertThat(filled.json().get("ok").asBoolean()).as(filled.body()).isTrue();
        up.terminate();
        up.awaitEnd();
        assertThat(clean("check", "--digest", digest))
                .anyMatch(line -> line.contains("since that digest they only grew"));
        changeOneByte();
        var changed = command("check");
        assertThat(changed.awaitEnd()).as(changed.lines().toString()).isEqualTo(1);
    }

    private static Command command(String... words) throws IOException {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return Command.run(Florin.class, all);
    }

    private static List<String> clean(String... words) throws IOException {
        var command = command(words);
        assertThat(command.awaitEnd()).as(command.lines().toString()).isZero();
        return command.lines();
    }

    private static String digestOf(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("digest "))
                .map(line -> line.substring("digest ".length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no digest in " + lines));
    }

    private static void changeOneByte() throws Exception {
        var settings = PostgresSettings.in(data);
        try (var server = PostgresServer.start(settings, Progress.silent())) {
            var address = server.address();
            try (var connection =
                            DriverManager.getConnection(
                                    address.jdbcUrl(), address.user(), address.password());
                    var statement = connection.createStatement()) {
                int rows =
                        statement.executeUpdate(
                                "update event set bytes = set_byte(bytes, 0, get_byte(bytes, 0) #"
                                    + " 1) where entity = 'wallet|default/wallet-1' and sequence ="
                                    + " 5");
                assertThat(rows).isOne();
            }
        }
    }
}
