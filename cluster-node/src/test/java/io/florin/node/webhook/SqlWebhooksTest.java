package io.florin.node.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.persistence.webhook.WebhookTable;
import io.florin.persistence.webhook.WebhookTable.End;
import io.florin.protocol.webhook.RawBytes;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.WebhookEvent.Subject;
import io.florin.protocol.webhook.Webhooks;
import io.florin.protocol.webhook.Webhooks.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The door as a node opens it; the node's clock stands still at noon. */
class SqlWebhooksTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String SETTINGS =
            """
            pekko.remote.artery.canonical.port = 0
            florin.webhooks.store { purge-every-millis = 50, purge-batch = 1 }
            """;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static ActorTestKit node;
    private static Database database;
    private static ExecutorService blocking;
    private static Webhooks webhooks;

    @BeforeAll
    static void start() {
        database = POSTGRES.open();
        blocking = Executors.newVirtualThreadPerTaskExecutor();
        node = ActorTestKit.create("florin", POSTGRES.config(SETTINGS));
        var cluster = Cluster.get(node.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        webhooks =
                SqlWebhooks.start(
                        node.system(), database, new NoWork(), InstantSource.fixed(NOON), blocking);
    }

    @AfterAll
    static void stop() {
        node.shutdownTestKit();
        blocking.shutdown();
        database.close();
    }

    @Test
    void anEventIsStoredAndThenARepeat() throws Exception {
        var event = event("evt_1", NOON);
        assertThat(store(event)).isEqualTo(Receipt.STORED);
        assertThat(store(event("evt_1", NOON))).isEqualTo(Receipt.REPEAT);
        assertThat(new WebhookTable(database).find(event.id())).contains(event);
    }

    @Test
    void oneNodeLetsOldEventsGoOnceTheWorkHasEnded() throws Exception {
        var old = event("evt_2", NOON.minus(Duration.ofDays(91)));
        var older = event("evt_3", NOON.minus(Duration.ofDays(92)));
        var young = event("evt_4", NOON.minus(Duration.ofDays(89)));
        var open = event("evt_5", NOON.minus(Duration.ofDays(999)));
        for (var event : new WebhookEvent[] {old, older, young, open}) store(event);
        for (var event : new WebhookEvent[] {old, older, young}) {
            assertThat(
                            database.<Boolean>transact(
                                    c -> WebhookTable.end(c, event.id(), End.WORKED, NOON)))
                    .isTrue();
        }
        var table = new WebhookTable(database);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> table.find(old.id()).isEmpty() && table.find(older.id()).isEmpty());
        assertThat(table.find(young.id())).isPresent();
        assertThat(table.find(open.id())).isPresent();
    }

    private static Receipt store(WebhookEvent event) throws Exception {
        return webhooks.store(event).toCompletableFuture().get(10, SECONDS);
    }

    private static WebhookEvent event(String event, Instant at) {
        return new WebhookEvent(
                UUID.randomUUID().toString(),
                "app",
                "stripe",
                "stripe",
                new Subject(event, null, null, null),
                at,
                Map.of(),
                new RawBytes(new byte[] {1}));
    }

    /** Nothing follows from what is told here. */
    private static final class NoWork implements SqlWebhooks.Work {
        @Override
        public Optional<JobRow> of(WebhookEvent event) {
            return Optional.empty();
        }

        @Override
        public void wake(Due due) {
            throw new AssertionError("Nobody is to be woken.");
        }
    }
}
