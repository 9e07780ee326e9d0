package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.node.Signal;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes under load, and one of them is paused (SIGSTOP) in the middle of its writes. It is the
 * one that is harder to miss: it founded the cluster, coordinates it and has the lower address. The
 * steps follow one another on one set of books.
 */
@TestMethodOrder(OrderAnnotation.class)
class PausedNodeTest {
    private static final int PAUSED = 1;
    private static final int AWAKE = 2;
    private static final int CLIENTS = 4;
    private static final long SEED = 20_261_126;

    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** The longest that a caller of a wallet whose node is awake may have to wait. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(3);

    /** The database ends the transactions of a silent node after five seconds. */
    private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(7);

    /** A silent node is noticed, decided about and replaced. */
    private static final Duration TAKE_OVER_LIMIT = Duration.ofSeconds(30);

    private static final String PROJECTIONS = "sharded-daemon-process-ledger";

    /** Their names are unlike enough to be spread over shards and slices. */
    private static final List<String> WALLETS =
            IntStream.rangeClosed('a', 'p').mapToObj("%c-wallet"::formatted).toList();

    @TempDir static Path data;

    private static final List<String> ofThePaused = new ArrayList<>();
    private static final List<String> ofTheAwake = new ArrayList<>();

    private static Place place;
    private static Command up;
    private static Client client;

    /** Among the wallets of the node that stays awake. */
    private static Traffic steady;

    /** Among all wallets. */
    private static Traffic mixed;

    private static ProcessHandle pausedNode;
    private static Instant pausedAt = Instant.MAX;

    @BeforeAll
    static void start() throws IOException {
        place = Place.in(data);
        up = Command.run(Florin.class, place.up("--nodes", "2"));
        up.awaitLine("Ctrl-C ends it.");
        pausedNode = place.process(PAUSED);
        client = place.edge(AWAKE);
        for (var wallet : WALLETS) open(wallet);
        await().atMost(LIMIT).until(() -> entities(PAUSED, PROJECTIONS) == 1);
        await().atMost(LIMIT).until(() -> entities(AWAKE, PROJECTIONS) == 1);
        steady = new Traffic(client, "steady", ofTheAwake);
        mixed = new Traffic(client, "mixed", WALLETS);
        steady.begin(CLIENTS, SEED);
        mixed.begin(CLIENTS, SEED);
    }

    /** Opens a wallet and sees which node has one more. */
    private static void open(String wallet) throws IOException {
        int before = entities(AWAKE, "wallet");
        Traffic.open(client, wallet);
        (entities(AWAKE, "wallet") > before ? ofTheAwake : ofThePaused).add(wallet);
    }

    /** How many entities of a type live on a node, as its Pekko Management says. */
    private static int entities(int node, String type) throws IOException {
        var shards = place.management(node).get("/cluster/shards/" + type).json();
        int sum = 0;
        for (var shard : shards.path("regions")) sum += shard.get("numEntities").asInt();
        return sum;
    }

    /** Nothing is asked in order: a paused node would not hear it. */
    @AfterAll
    static void kill() {
        var nodes = up.nodes();
        up.kill();
        nodes.forEach(ProcessHandle::destroyForcibly);
        up.awaitEnd();
        PostgresServer.stopIn(place.postgres(), Progress.silent());
    }

    @Test
    @Order(1)
    void theProjectionOfTheOtherNodeGoesOn() throws Exception {
        assertThat(ofThePaused).hasSizeGreaterThan(2);
        assertThat(ofTheAwake).hasSizeGreaterThan(2);
        steady.awaitMore(100, LIMIT);
        mixed.awaitMore(100, LIMIT);
        pauseInATransaction();
        await().atMost(TRANSACTION_LIMIT)
                .until(() -> ofTheAwake.stream().anyMatch(PausedNodeTest::hasFreshEntry));
        report("the other node's projection went on");
    }

    @Test
    @Order(2)
    void itsWalletsAndItsProjectionAreTakenOver() {
        await().atMost(TAKE_OVER_LIMIT)
                .until(() -> ofThePaused.stream().allMatch(PausedNodeTest::answers));
        report("every wallet answers");
        assertThat(mixed.disturbances()).as("the pause was felt").isPositive();
        mixed.awaitMore(100, LIMIT);
        await().atMost(TAKE_OVER_LIMIT)
                .until(() -> WALLETS.stream().allMatch(PausedNodeTest::hasFreshEntry));
        report("every wallet has new entries");
    }

    @Test
    @Order(3)
    void meanwhileTheWalletsOfTheOtherNodeWereServedAsIfNothingHappened() {
        steady.awaitMore(CLIENTS, UNDISTURBED);
        report(
                "%d transfers of the other node's wallets, the slowest took %d ms"
                        .formatted(steady.finished(), steady.slowest().toMillis()));
        assertThat(steady.disturbances()).isZero();
        assertThat(steady.slowest()).isLessThan(UNDISTURBED);
    }

    @Test
    @Order(4)
    void theNodeThatWakesUpIsReplacedAndDoesNoHarm() throws Exception {
        Signal.CONT.to(pausedNode.pid());
        up.awaitLine("is ready again.");
        report("the paused node is replaced");
        steady.awaitMore(100, LIMIT);
        mixed.awaitMore(100, LIMIT);
    }

    @Test
    @Order(5)
    void everyAcknowledgedTransferIsThereOnceAndEveryTransferHasEnded() throws Exception {
        steady.end();
        mixed.end();
        mixed.done().values().forEach(mixed::askAgain);
        assertThat(steady.differences()).isEmpty();
        assertThat(mixed.differences()).isEmpty();
        for (var wallet : WALLETS) {
            var owns = client.get("/v1/wallets/" + wallet + "?fresh=true").json();
            assertThat(owns.at("/balances/0/posted").asLong())
                    .as(wallet)
                    .isEqualTo(
                            steady.expectedBalance(wallet)
                                    + mixed.expectedBalance(wallet)
                                    - Traffic.OPENING);
        }
        var check = client.get("/v1/ledger/check");
        assertThat(check.status()).as(check.body()).isEqualTo(200);
        assertThat(check.json().get("ok").asBoolean()).as(check.body()).isTrue();
        assertThat(check.json().at("/assets/0/inFlight").asLong()).as(check.body()).isZero();
    }

    /**
     * The worst moment that there is: a lock keeps both projections in the middle of a transaction,
     * the node is paused, and when the lock goes, its transaction stays open with all it holds.
     */
    private static void pauseInATransaction() throws SQLException, IOException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table ledger_entry in share row exclusive mode");
            await().atMost(LIMIT).until(() -> waitForTheLock(connection) == 2);
            Signal.STOP.to(pausedNode.pid());
            pausedAt = Instant.now();
        }
    }

    private static Connection connect() throws SQLException {
        var address = PostgresServer.start(place.postgres(), Progress.silent()).address();
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static int waitForTheLock(Connection connection) throws SQLException {
        try (var statement =
                        connection.prepareStatement(
                                "select count(*) from pg_locks where not granted"
                                        + " and relation = 'ledger_entry'::regclass");
                var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean answers(String wallet) {
        try {
            return client.get("/v1/wallets/" + wallet).status() == 200;
        } catch (IOException e) {
            return false; // Nobody answers for it yet.
        }
    }

    private static boolean hasFreshEntry(String wallet) {
        try {
            var newest = client.get("/v1/wallets/" + wallet + "/entries?limit=1").json();
            return Instant.parse(newest.at("/items/0/at").asText()).isAfter(pausedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void report(String what) {
        var millis = Duration.between(pausedAt, Instant.now()).toMillis();
        System.out.println("%d ms after the pause: %s.".formatted(millis, what));
    }
}
