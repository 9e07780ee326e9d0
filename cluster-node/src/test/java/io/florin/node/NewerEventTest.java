package io.florin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.florin.node.wallet.WalletBehavior;
import io.florin.persistence.testing.PostgresExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** An event of a kind that only a newer release knows, in the history of one wallet. */
class NewerEventTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOGGER =
            (Logger) LoggerFactory.getLogger(WalletBehavior.class.getPackageName());
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static WholeNode node;

    @BeforeAll
    static void start() throws Exception {
        node =
                WholeNode.start(
                        POSTGRES,
                        Map.of(),
                        """
                        pekko.cluster.sharding.passivation.florin.idle-entity.timeout = 400 ms
                        florin.projection { slice-ranges = 16, restart-max-millis = 300 }
                        """);
        LOG.start();
        LOGGER.addAppender(LOG);
        for (var wallet : new String[] {"ann", "bob"}) {
            assertThat(node.post("/v1/wallets", "", "{'id':'%s','owner':'A'}".formatted(wallet)))
                    .returns(201, HttpResponse::statusCode);
        }
        assertThat(deposit("ann", "a1")).returns(201, HttpResponse::statusCode);
        await().atMost(PATIENCE).until(() -> lags().stream().allMatch(lag -> lag == 0));
        // Asleep, or it would not read what the newer release has written.
        await().atMost(PATIENCE)
                .until(() -> !node.view("wallets/ann").path("inMemory").asBoolean(true));
        POSTGRES.execute(
                """
                insert into event (sequence, era, position, serializer, slice, entity, manifest,
                        writer, hash, bytes)
                select sequence + 1, era, 0, serializer, slice, entity, 'zz9', writer, hash, bytes
                from event where entity like 'wallet|%ann' order by sequence desc limit 1
                """);
    }

    @AfterAll
    static void stop() throws Exception {
        LOGGER.detachAppender(LOG);
        node.stop();
    }

    private static HttpResponse<String> deposit(String wallet, String name) {
        return node.post(
                "/v1/deposits",
                name,
                "{'wallet':'%s','asset':'USD','amount':1,'account':'@external:bank','reference':'%s'}"
                        .formatted(wallet, name));
    }

    private static List<Long> lags() {
        var lags = new ArrayList<Long>();
        var ranges = node.view("projections").findValue("lagMillisBySlices");
        assertThat(ranges).isNotNull().hasSize(16);
        for (var lag : ranges) lags.add(lag.asLong());
        return lags;
    }

    /** As often as one asks; who comes in the moment in which it stops hears that it is away. */
    @Test
    void thatWalletSaysWhyAndTheLogSaysWhatToDo() {
        for (int times = 0; times < 3; times++) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertUnreadable(node.get("/v1/wallets/ann")));
            await().atMost(PATIENCE).untilAsserted(() -> assertUnreadable(deposit("ann", "a2")));
        }
        assertThat(LOG.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("ann is not served: ")
                                .contains("no wallet event with the manifest 'zz9'")
                                .contains("Run nodes of that release"));
        assertThat(POSTGRES.count("select max(sequence) from event where entity like '%ann'"))
                .isEqualTo(3);
    }

    private static void assertUnreadable(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(WholeNode.json(response).path("code").asText()).isEqualTo("history_unreadable");
    }

    @Test
    void othersGoOn() {
        assertThat(deposit("bob", "b1")).returns(201, HttpResponse::statusCode);
        assertThat(node.get("/v1/wallets/bob")).returns(200, HttpResponse::statusCode);
    }

    /** It waits before the event, in its range only: it does not skip it. */
    @Test
    void theReadSideStopsThereAndGoesOnElsewhere() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(deposit("bob", "b" + System.nanoTime()).statusCode()).isEqualTo(201);
                    assertThat(lags()).hasSize(16).filteredOn(lag -> lag > 2_000).hasSize(1);
                });
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> lags().stream().filter(lag -> lag > 2_000).count() == 1);
        assertThat(node.view("projections").findValues("lagMillisBySlices"))
                .allMatch(JsonNode::isObject);
    }
}
