package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes under load: each is restarted in order, and then one is killed. The figures are
 * printed; how long a node's death may be felt is bounded generously, for busy machines.
 */
@TestMethodOrder(OrderAnnotation.class)
class ThreeNodesTest {
    private static final int NODES = 3;
    private static final int CLIENTS = 8;
    private static final long SEED = Long.getLong("florin.three-nodes.seed", 20_261_126);
    private static final int KILLED = Integer.getInteger("florin.three-nodes.kill", 2);

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration FELT = Duration.ofSeconds(40);

    /**
     * None is asked for; on a busy machine a move of shards may take longer than a caller waits.
     */
    private static final int PUT_OFF = 20;

    private static final List<String> WALLETS =
            IntStream.range(0, 60).mapToObj("wallet-%02d"::formatted).toList();

    @TempDir static Path data;

    private static Place place;
    private static Command up;
    private static List<Client> edges = List.of();
    private static Crowd crowd;

    @BeforeAll
    static void start() throws IOException {
        place = Place.in(data);
        up = Command.run(Florin.class, place.up("--nodes", Integer.toString(NODES)));
        up.awaitLine("Ctrl-C ends it.");
        edges = List.of(place.edge(1), place.edge(2), place.edge(3));
        for (var wallet : WALLETS) Traffic.open(edges.getFirst(), wallet);
        crowd = new Crowd(edges, WALLETS);
        crowd.begin(CLIENTS, "c", SEED);
        crowd.awaitMore(1_000, LIMIT);
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @Test
    @Order(1)
    void aRollingRestartOfAllNodesLosesNoRequest() throws Exception {
        awaitAllAreUp();
        long begun = System.nanoTime();
        for (int node = NODES; node >= 1; node--) {
            long ended = count("is ready again.");
            place.process(node).destroy();
            await().atMost(LIMIT).until(() -> count("is ready again.") > ended);
            awaitAllAreUp();
        }
        var calls = crowd.calls(begun, System.nanoTime());
        System.out.println(Crowd.summary("rolling restart of three nodes", calls));
        System.out.println(
                "rolling restart: %d failed, %d told to ask again, %d tries refused, %d reset, %d s"
                        .formatted(
                                crowd.failures().size(),
                                crowd.putOff().size(),
                                crowd.refused(),
                                crowd.reset(),
                                Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
        assertThat(crowd.failures()).isEmpty();
        assertThat(crowd.putOff()).hasSizeLessThan(PUT_OFF);
    }

    @Test
    @Order(2)
    void theWalletsOfAKilledNodeAnswerElsewhere() throws Exception {
        awaitAllAreUp();
        var homes = homes();
        var orphans = WALLETS.stream().filter(w -> livesOn(KILLED, homes, w)).toList();
        var others = WALLETS.stream().filter(w -> !livesOn(KILLED, homes, w)).toList();
        assertThat(orphans).isNotEmpty();
        assertThat(others).isNotEmpty();
        crowd.end();
        var steady = new Crowd(survivors(), others);
        steady.begin(CLIENTS, "s", SEED);
        long before = System.nanoTime();
        steady.awaitMore(500, LIMIT);
        long killed = System.nanoTime();
        place.process(KILLED).destroyForcibly();
        var waits = awaitAnswers(orphans, killed);
        long over = System.nanoTime();
        steady.end();

        System.out.println(
                "wallets of a killed node answer elsewhere: %d of them, p50 %d ms, p99 and worst %d ms"
                        .formatted(
                                waits.size(),
                                waits.get(waits.size() / 2).toMillis(),
                                waits.getLast().toMillis()));
        System.out.println(Crowd.summary("other wallets before", steady.calls(before, killed)));
        System.out.println(Crowd.summary("other wallets meanwhile", steady.calls(killed, over)));
        assertThat(waits.getLast()).isLessThan(FELT);
        assertThat(steady.failures()).isEmpty();
    }

    @Test
    @Order(3)
    void theBooksAreInOrder() throws Exception {
        up.awaitLine("is ready again.");
        var check = edges.get(0).get("/v1/ledger/check");
        assertThat(check.json().path("ok").asBoolean()).as(check.body()).isTrue();
        up.terminate();
        up.awaitEnd();
        var audit = Command.run(Florin.class, List.of("check", "--data", data.toString()));
        assertThat(audit.awaitEnd()).as(audit.lines().toString()).isZero();
    }

    private static long count(String part) {
        return up.lines().stream().filter(line -> line.contains(part)).count();
    }

    private static void awaitAllAreUp() {
        await().atMost(LIMIT)
                .until(() ->
                        IntStream.rangeClosed(1, NODES).allMatch(node -> place.isUp(node, NODES)));
    }

    private static List<Client> survivors() {
        return IntStream.rangeClosed(1, NODES)
                .filter(node -> node != KILLED)
                .mapToObj(node -> edges.get(node - 1))
                .toList();
    }

    /** The node of each wallet, as the nodes say which shards they hold. */
    private static Map<String, Integer> homes() throws IOException {
        var homes = new HashMap<String, Integer>();
        for (int node = 1; node <= NODES; node++) {
            var shards = new HashSet<String>();
            place.management(node)
                    .get("/cluster/shards/wallet")
                    .json()
                    .path("regions")
                    .forEach(shard -> shards.add(shard.path("shardId").asText()));
            for (var wallet : WALLETS) {
                if (shards.contains(shard(wallet))) homes.put(wallet, node);
            }
        }
        return homes;
    }

    private static boolean livesOn(int node, Map<String, Integer> homes, String wallet) {
        return homes.getOrDefault(wallet, 0) == node;
    }

    /** As sharding finds it: by the hash of the entity's name, among 64. */
    private static String shard(String wallet) {
        return Integer.toString(Math.abs(("default/" + wallet).hashCode() % 64));
    }

    /**
     * For each wallet, sorted, how long after the moment it answered for the first time. A question
     * is put every tenth of a second, because one that got lost is answered late.
     */
    private static List<Duration> awaitAnswers(List<String> wallets, long sinceNanos) {
        var waits = new ConcurrentHashMap<String, Duration>();
        var client = survivors().getFirst();
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    for (var wallet : wallets) {
                        if (waits.containsKey(wallet)) continue;
                        Thread.ofVirtual().start(() -> look(client, wallet, sinceNanos, waits));
                    }
                    return waits.size() == wallets.size();
                });
        return waits.values().stream().sorted().toList();
    }

    private static void look(
            Client client, String wallet, long sinceNanos, Map<String, Duration> waits) {
        if (answers(client, wallet)) {
            waits.putIfAbsent(wallet, Duration.ofNanos(System.nanoTime() - sinceNanos));
        }
    }

    private static boolean answers(Client client, String wallet) {
        try {
            return client.get("/v1/wallets/" + wallet).status() == 200;
        } catch (IOException e) {
            return false; // Nobody answers for it yet.
        }
    }
}
