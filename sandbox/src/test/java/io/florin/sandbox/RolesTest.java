package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each role on a node of its own, as in Kubernetes. */
class RolesTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int WALLET = 1;
    private static final int SESSION = 2;
    private static final int WORKER = 3;
    private static final int EDGE = 4;

    @TempDir static Path data;

    private static Place place;
    private static Command up;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        place = Place.in(data);
        up = Command.run(Florin.class, place.up("--roles", "wallet,session,worker,edge"));
        up.awaitLine("Ctrl-C ends it.");
        client = place.edge(EDGE);
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @Test
    void theEdgeRoutesToWhoeverHoldsTheWallet() throws Exception {
        Traffic.open(client, "rich");
        Traffic.open(client, "poor");
        var transfer = Traffic.body("t-1", "rich", "poor", 500);
        assertThat(client.post("/v1/transfers", transfer).status()).isEqualTo(201);
        assertThat(client.get("/v1/wallets/poor?fresh=true").json().at("/balances/0/posted"))
                .hasToString(Long.toString(Traffic.OPENING + 500));

        assertThat(shards(WALLET, "wallet")).isPositive();
        for (int node : new int[] {SESSION, WORKER, EDGE}) {
            assertThat(shards(node, "wallet")).as("node %d", node).isZero();
        }
    }

    @Test
    void aPricedJobIsDoneByTheWorker() throws Exception {
        Traffic.open(client, "asker");
        var job =
                """
                {"id": "j-1", "queue": "ai", "kind": "ai.reading",
                 "payload": {"question": "Will it rain?"},
                 "price": {"wallet": "asker", "asset": "USD", "amount": 100}}
                """;
        assertThat(client.post("/v1/jobs", job).status()).isEqualTo(202);
        await().atMost(LIMIT)
                .until(
                        () -> client.get("/v1/jobs/j-1?wallet=asker").json().path("state").asText(),
                        "succeeded"::equals);
        await().atMost(LIMIT)
                .until(
                        () ->
                                client.get("/v1/wallets/asker")
                                        .json()
                                        .at("/balances/0/posted")
                                        .asLong(),
                        posted -> posted == Traffic.OPENING - 100);
    }

    @Test
    void aUserLogsInThroughTheEdge() throws Exception {
        var nobody = Person.unknown(place.base(EDGE));
        var user =
                """
                {"username": "uma", "email": "uma@example.com", "password": "a password of Uma's"}
                """;
        assertThat(nobody.post("/v1/users", user).status()).isEqualTo(201);
        var login =
                """
                {"email": "uma@example.com", "password": "a password of Uma's"}
                """;
        assertThat(nobody.post("/v1/sessions", login).status()).isEqualTo(201);
        assertThat(shards(SESSION, "session")).isPositive();
        assertThat(shards(EDGE, "session")).isZero();
    }

    @Test
    void onlyTheEdgeListensForClients() {
        for (int node : new int[] {WALLET, SESSION, WORKER}) {
            var edge = new Client(place.base(node), "");
            assertThatThrownBy(() -> edge.get("/health/live")).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void everyNodeSaysThatItIsReady() throws Exception {
        for (int node = WALLET; node <= EDGE; node++) {
            assertThat(place.management(node).get("/ready").status())
                    .as("node %d", node)
                    .isEqualTo(200);
            assertThat(place.management(node).get("/alive").status())
                    .as("node %d", node)
                    .isEqualTo(200);
        }
    }

    /** How many shards of a type a node holds. */
    private static int shards(int node, String type) throws IOException {
        return place.management(node).get("/cluster/shards/" + type).json().path("regions").size();
    }
}
