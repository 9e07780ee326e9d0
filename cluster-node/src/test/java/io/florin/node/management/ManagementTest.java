package io.florin.node.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.florin.node.rules.Stored;
import io.florin.node.wallet.Memory;
import io.florin.node.wallet.ShardedWallets;
import io.florin.node.wallet.WalletSettings;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LogLevels;
import io.florin.protocol.logging.LogLevels.Outcome;
import io.florin.protocol.logging.LoggerName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A cluster of two nodes, looked at through the port of Pekko Management of the first. */
class ManagementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final WalletId ANN = new WalletId("default", "ann");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ActorTestKit FIRST = node();
    private static final ActorTestKit SECOND = node();
    private static ShardedWallets wallets;
    private static LogLevels levels;
    private static URI views;

    private static ActorTestKit node() {
        return ActorTestKit.create(
                "florin",
                ConfigFactory.parseString(
                                """
                                pekko.remote.artery.canonical.port = 0
                                pekko.management.http.port = 0
                                pekko.cluster.sharding.retry-interval = 200ms
                                pekko.coordinated-shutdown {
                                  exit-jvm = off
                                  run-by-actor-system-terminate = off
                                }
                                pekko.cluster.run-coordinated-shutdown-when-down = off
                                """)
                        .withFallback(PersistenceTestKitPlugin.config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config())
                        .withFallback(ConfigFactory.load()));
    }

    @BeforeAll
    static void start() {
        join(FIRST, FIRST);
        join(SECOND, FIRST);
        wallets = wallets(FIRST);
        levels = Management.start(FIRST.system(), wallets, InstantSource.system());
        Management.start(SECOND.system(), wallets(SECOND), InstantSource.system());
        var uri = now(PekkoManagement.get(FIRST.system()).start());
        views = URI.create(uri.toString());
        wallets.wake(ANN);
        await().atMost(PATIENCE).until(() -> get("wallets/ann").path("inMemory").asBoolean());
    }

    @AfterAll
    static void stop() {
        SECOND.shutdownTestKit();
        FIRST.shutdownTestKit();
    }

    private static void join(ActorTestKit node, ActorTestKit other) {
        var cluster = Cluster.get(node.system());
        var address = Cluster.get(other.system()).selfMember().address();
        cluster.manager().tell(Join.create(address));
        await().atMost(PATIENCE).until(() -> cluster.selfMember().status() == MemberStatus.up());
    }

    /** The wallets here have never stored anything. */
    private static ShardedWallets wallets(ActorTestKit node) {
        return ShardedWallets.start(
                ClusterSharding.get(node.system()),
                WalletSettings.from(node.system().settings().config()),
                (_, queries, _) -> CompletableFuture.completedStage(nothing(queries)),
                InstantSource.system());
    }

    private static Memory.Found nothing(Set<NameQuery> queries) {
        var found = new HashMap<NameQuery, List<Stored>>();
        queries.forEach(query -> found.put(query, List.of()));
        return new Memory.Found(found, null);
    }

    private static String name(ActorTestKit node) {
        return NodeDesks.name(Cluster.get(node.system()).selfMember().address());
    }

    private static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("No answer", e);
        }
    }

    private static HttpResponse<String> send(String method, String path) {
        var request =
                HttpRequest.newBuilder(views.resolve("/florin/" + path))
                        .timeout(Duration.ofSeconds(10))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError("No answer to " + path, e);
        }
    }

    private static JsonNode get(String path) {
        var response = send("GET", path);
        try {
            return JSON.readTree(response.body());
        } catch (Exception e) {
            throw new AssertionError(response.body(), e);
        }
    }

    @Test
    void theShardsOfATypeAreOnItsNodes() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var wallet = get("shards").path("types").findValues("type");
                    assertThat(wallet).extracting(JsonNode::asText).contains("wallet");
                    var type = get("shards").path("types").get(0);
                    assertThat(type.path("type").asText()).isEqualTo("wallet");
                    assertThat(type.path("state").asText()).isEqualTo("settled");
                    assertThat(type.path("entities").asInt())
                            .isEqualTo(sum(type, "entities"))
                            .isPositive();
                    assertThat(type.path("placed").asInt())
                            .isEqualTo(sum(type, "shards"))
                            .isPositive();
                    var nodes = new HashSet<String>();
                    type.path("regions").forEach(region -> nodes.add(region.path("node").asText()));
                    assertThat(nodes).containsExactlyInAnyOrder(name(FIRST), name(SECOND));
                });
    }

    private static int sum(JsonNode type, String figure) {
        int sum = 0;
        for (var region : type.path("regions")) sum += region.path(figure).asInt();
        return sum;
    }

    /** The first node's own and the second's, which the second's desk is asked about. */
    @Test
    void aWalletIsFoundWhereItLivesAndNobodyIsWoken() {
        var nodes = new HashSet<String>();
        for (int number = 0; number < 8; number++) {
            var id = new WalletId("shop", "w" + number);
            wallets.wake(id);
            await().atMost(PATIENCE)
                    .until(() -> get("wallets/" + id).path("inMemory").asBoolean(false));
            nodes.add(get("wallets/" + id).path("node").asText());
        }
        assertThat(nodes).containsExactlyInAnyOrder(name(FIRST), name(SECOND));

        var asleep = sleeperBeside(ANN);
        var found = get("wallets/" + asleep);
        assertThat(found.path("node").asText()).isEqualTo(get("wallets/ann").path("node").asText());
        assertThat(found.path("inMemory").asBoolean(true)).isFalse();
        assertThat(get("wallets/" + asleep).path("inMemory").asBoolean(true)).isFalse();
    }

    /** A wallet of the same shard that nobody has ever asked. */
    private static WalletId sleeperBeside(WalletId wallet) {
        var shard = get("wallets/" + wallet).path("shard").asText();
        for (int number = 0; ; number++) {
            var other = new WalletId("default", "sleeper" + number);
            if (get("wallets/" + other).path("shard").asText().equals(shard)) return other;
        }
    }

    @Test
    void whoIsNowhereHasNoNode() {
        for (int number = 0; ; number++) {
            var found = get("wallets/nobody" + number);
            if (found.has("node")) continue;
            assertThat(found.has("inMemory")).isFalse();
            await().atMost(PATIENCE)
                    .until(() -> get("wallets/nobody").path("shards").asText().equals("settled"));
            return;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, nothing, 404, not_found",
        "GET, wallets, 404, not_found",
        "GET, wallets/a/b/c, 404, not_found",
        "GET, wallets/-a, 400, id_invalid",
        "GET, wallets/ann?x=1, 400, parameter_invalid",
        "GET, hot-wallets?top=0, 400, parameter_invalid",
        "GET, hot-wallets?top=101, 400, parameter_invalid",
        "GET, hot-wallets?top=ten, 400, parameter_invalid",
        "GET, hot-wallets?top=1&top=2, 400, parameter_invalid",
        "GET, threads?depth=1000, 400, parameter_invalid",
        "POST, threads, 405, method_not_allowed",
        "PUT, log-levels, 405, method_not_allowed",
        "DELETE, shards, 405, method_not_allowed",
    })
    void whatIsNotAViewIsAProblem(String method, String path, int status, String code)
            throws Exception {
        var response = send(method, path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(JSON.readTree(response.body()).path("code").asText()).isEqualTo(code);
    }

    @Test
    void allViewsAreListed() {
        assertThat(get("").path("node").asText()).isEqualTo(name(FIRST));
        assertThat(get("").path("views"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "/florin/hot-wallets",
                        "/florin/log-levels",
                        "/florin/shards",
                        "/florin/threads",
                        "/florin/wallets");
    }

    @Test
    void theThreadsAreBoundedText() {
        var response = send("GET", "threads?depth=3");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("platform threads: ")
                .contains("virtual threads: ")
                .contains("RUNNABLE")
                .doesNotContain("    at ");
        var deepest = 0;
        var depth = 0;
        for (var line : response.body().split("\n", -1)) {
            depth = line.startsWith("    ") ? depth + 1 : 0;
            deepest = Math.max(deepest, depth);
        }
        assertThat(deepest).isEqualTo(3);
    }

    /** Both nodes answer; they are in one process, whose loggers they share. */
    @Test
    void aLevelIsChangedOnAllNodes() {
        var logger = (Logger) LoggerFactory.getLogger("io.florin.tried");
        var change = new LevelChange(new LoggerName("io.florin.tried"), LogLevel.DEBUG, 1);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(now(levels.change(change)))
                                .containsOnly(
                                        Map.entry(name(FIRST), Outcome.CHANGED),
                                        Map.entry(name(SECOND), Outcome.CHANGED)));
        assertThat(logger.getLevel()).isEqualTo(Level.DEBUG);
        assertThat(now(levels.all())).containsOnlyKeys(name(FIRST), name(SECOND));
        assertThat(get("log-levels").path("items").findValuesAsText("logger"))
                .contains("ROOT", "io.florin.tried");
    }
}
