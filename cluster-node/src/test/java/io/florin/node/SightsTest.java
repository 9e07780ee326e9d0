package io.florin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.florin.node.job.Outcome;
import io.florin.persistence.testing.PostgresExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the management port of a node tells after some work, and that it only tells. */
class SightsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRANSFERS = 20;
    private static final CountDownLatch GO_ON = new CountDownLatch(1);
    private static WholeNode node;

    @BeforeAll
    static void start() throws Exception {
        node =
                WholeNode.start(
                        POSTGRES,
                        Map.of(
                                "test.waits",
                                _ -> {
                                    GO_ON.await();
                                    return new Outcome.Succeeded("{}");
                                },
                                "test.fails",
                                _ -> Outcome.failed("no_luck", "Not today.")),
                        """
                        florin.jobs.kinds {
                          "test.waits" { queue = ai }
                          "test.fails" { queue = ai, max-attempts = 1 }
                        }
                        florin.providers.openai { base-url = "http://127.0.0.1:1/v1", api-key = "none" }
                        florin.projection.slice-ranges = 2
                        """);
        work();
    }

    @AfterAll
    static void stop() throws Exception {
        GO_ON.countDown();
        node.stop();
    }

    private static void work() {
        for (var wallet : new String[] {"ann", "bob"}) {
            assertTaken(
                    node.post("/v1/wallets", "", "{'id':'%1$s','owner':'A'}".formatted(wallet)));
        }
        assertTaken(
                node.post(
                        "/v1/deposits",
                        "d",
                        "{'wallet':'ann','asset':'USD','amount':100,'account':'@external:bank','reference':'w'}"));
        for (int number = 0; number < TRANSFERS; number++) {
            assertTaken(
                    node.post(
                            "/v1/transfers",
                            "",
                            "{'id':'t%d','from':'ann','to':'bob','asset':'USD','amount':1}"
                                    .formatted(number)));
        }
        var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        submit("w", "'kind':'test.waits'");
        submit("f", "'kind':'test.fails'");
        submit("l", "'kind':'test.waits','runAt':'%s'".formatted(tomorrow));
    }

    private static void submit(String key, String fields) {
        assertTaken(node.post("/v1/jobs", key, "{'queue':'ai','payload':{},%s}".formatted(fields)));
    }

    private static void assertTaken(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
    }

    @Test
    void theQueuesTellOfThisNodesWork() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var queues = node.view("queues");
                    var journal = queues.path("journal");
                    // Two were opened, one had money put in, and each transfer is two at least.
                    assertThat(journal.path("events").asInt()).isGreaterThan(3 + 2 * TRANSFERS);
                    assertThat(journal.path("batches").asInt()).isPositive();
                    assertThat(journal.path("microsPerBatch").asInt()).isPositive();
                    assertThat(journal.path("failedWrites").asInt(-1)).isZero();
                    assertThat(journal.path("writers").path("open").asInt()).isPositive();
                    assertThat(journal.path("readers").path("open").asInt()).isPositive();
                    assertThat(queues.path("wallets").path("inMemory").asInt()).isEqualTo(2);
                    assertThat(queues.path("wallets").path("maxInFlightAtDoor").asInt())
                            .isEqualTo(20_000);
                    assertThat(queues.path("jobs").path("held").asInt()).isOne();
                    assertThat(queues.path("jobs").path("claimed").asInt()).isEqualTo(2);
                    assertThat(queues.path("kafka").path("good").asBoolean()).isTrue();
                    assertThat(queues.path("kafka").path("condition").asText()).isNotEmpty();
                    assertThat(queues.path("edge").path("streams").asInt(-1)).isZero();
                });
    }

    @Test
    void theProjectionsTellHowFarBehindEachRangeIs() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var lags = node.view("projections").findValue("lagMillisBySlices");
                    assertThat(lags).hasSize(2).allMatch(JsonNode::isIntegralNumber);
                    assertThat(lags).extracting(JsonNode::asLong).containsOnly(0L);
                });
    }

    @Test
    void theJobsTellWhatIsInAQueue() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var ai = node.view("jobs").path("queues").path("ai");
                    assertThat(ai.path("running").asInt()).isOne();
                    assertThat(ai.path("dead").asInt()).isOne();
                    assertThat(ai.path("scheduled").asInt()).isOne();
                });
    }

    @Test
    void theCircuitsTellOfProvidersThatThereIsAKeyFor() {
        assertThat(node.view("circuits").path("providers").path("state").toString())
                .isEqualTo("{\"openai\":\"closed\"}");
    }

    @Test
    void aHotWalletIsNamedWithItsCommands() {
        for (int times = 0; times < 3 * TRANSFERS; times++) node.get("/v1/wallets/ann");
        var hottest = node.view("hot-wallets?top=1").path("items");
        assertThat(hottest).hasSize(1);
        assertThat(hottest.get(0).path("app").asText()).isEqualTo("default");
        assertThat(hottest.get(0).path("wallet").asText()).isEqualTo("ann");
        assertThat(hottest.get(0).path("commandsPerSecond").asDouble()).isPositive();
        assertThat(node.view("hot-wallets").path("items").findValuesAsText("wallet"))
                .containsExactlyInAnyOrder("ann", "bob");
    }

    /** Pekko's own routes, by the settings of production: who reaches the port may only look. */
    @ParameterizedTest
    @CsvSource({
        "GET, /cluster/members, 200",
        "GET, /cluster/members/SELF, 200",
        "GET, /cluster/shards/wallet, 200",
        "PUT, /cluster/members/SELF, 405",
        "DELETE, /cluster/members/SELF, 405",
        "POST, /cluster/members, 405",
        "PUT, /cluster/members, 405",
        "PUT, /cluster, 404",
        "POST, /cluster/shards/wallet, 405",
        "DELETE, /cluster/shards/wallet, 405",
    })
    void nobodyIsDownedOrMovedThroughPekkosRoutes(String method, String path, int status) {
        var self = Cluster.get(node.node().system()).selfMember();
        var form = method.equals("PUT") ? "operation=Down" : "address=" + self.address();
        var response = node.manage(method, path.replace("SELF", self.address().toString()), form);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Cluster.get(node.node().system()).selfMember().status())
                .isEqualTo(MemberStatus.up());
    }
}
