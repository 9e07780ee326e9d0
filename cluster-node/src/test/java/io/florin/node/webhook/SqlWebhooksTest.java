package io.florin.node.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.persistence.webhook.WebhookTable;
import io.florin.persistence.webhook.WebhookTable.End;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.webhook.EventFilter;
import io.florin.protocol.webhook.RawBytes;
import io.florin.protocol.webhook.StoredEvent;
import io.florin.protocol.webhook.StoredEvent.State;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.WebhookEvent.Subject;
import io.florin.protocol.webhook.Webhooks;
import io.florin.protocol.webhook.Webhooks.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
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
        assertThat(now(webhooks.find(event.app(), event.id())))
                .as("no work follows, so it need not be kept for that")
                .contains(new StoredEvent(event, State.IGNORED, NOON));
    }

    @Test
    void oneNodeLetsOldEventsGoOnceTheWorkHasEnded() throws Exception {
        var old = event("evt_2", NOON.minus(Duration.ofDays(91)));
        var older = event("evt_3", NOON.minus(Duration.ofDays(92)));
        var young = event("evt_4", NOON.minus(Duration.ofDays(89)));
        var open = event("evt_5", NOON.minus(Duration.ofDays(999)));
        var table = new WebhookTable(database);
        for (var event : new WebhookEvent[] {old, older, young, open}) table.store(event);
        for (var event : new WebhookEvent[] {old, older, young}) {
            assertThat(
                            database.<Boolean>transact(
                                    c -> WebhookTable.end(c, event.id(), End.WORKED, NOON)))
                    .isTrue();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> table.find(old.id()).isEmpty() && table.find(older.id()).isEmpty());
        assertThat(table.find(young.id())).isPresent();
        assertThat(table.find(open.id())).isPresent();
    }

    @Test
    void eventsAreListedNewestFirstPageByPage() throws Exception {
        var app = "app-of-the-list";
        for (int i = 1; i <= 5; i++) store(event(app, "0000000" + i, "evt_" + i));
        var filter = new EventFilter(app, "stripe", State.IGNORED, 2, null);
        var page = now(webhooks.list(filter));
        var events = new ArrayList<String>();
        while (true) {
            page.items().forEach(each -> events.add(each.event().subject().event()));
            if (page.nextCursor() == null) break;
            page =
                    now(
                            webhooks.list(
                                    new EventFilter(
                                            app, "stripe", State.IGNORED, 2, page.nextCursor())));
        }
        assertThat(events).containsExactly("evt_5", "evt_4", "evt_3", "evt_2", "evt_1");
        for (var none :
                List.of(
                        new EventFilter(app, "omise", null, 2, null),
                        new EventFilter(app, null, State.WORKED, 2, null),
                        new EventFilter("other", null, null, 2, null))) {
            assertThat(now(webhooks.list(none)).items()).isEmpty();
        }
        assertThat(webhooks.list(new EventFilter(app, null, null, 2, "jobs.1")))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEventIsShownWithItsBodyAndWorkedOnAgainOncePerJob() throws Exception {
        var app = "app-of-the-replay";
        var event = event(app, "10000001", "evt_1");
        var woken = new ArrayList<Due>();
        var calls = new BlockingCalls(blocking, 8, "test");
        var working =
                new SqlWebhooks(database, new Working(woken), InstantSource.fixed(NOON), calls);
        now(working.store(event));
        assertThat(now(working.find(app, event.id())).orElseThrow())
                .isEqualTo(new StoredEvent(event, State.RECEIVED, null));
        assertThat(now(working.find("other", event.id()))).isEmpty();
        assertThat(now(working.find(app, "none"))).isEmpty();
        var first = (Taken) now(working.replay(app, event.id(), new JobId("again-1")));
        var repeat = (Taken) now(working.replay(app, event.id(), new JobId("again-1")));
        assertThat(first.replayed()).isFalse();
        assertThat(repeat).isEqualTo(new Taken(first.job(), true));
        now(working.replay(app, event.id(), new JobId("again-2")));
        assertThat(woken).hasSize(3);
        assertThat(now(working.replay("other", event.id(), new JobId("x"))))
                .isEqualTo(new Denied(Denial.of(Refusal.WEBHOOK_EVENT_UNKNOWN), false));
        assertThat(now(webhooks.replay(app, event.id(), new JobId("x"))))
                .isEqualTo(new Denied(Denial.of(Refusal.PROVIDER_OFF), false));
    }

    private static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, SECONDS);
    }

    private static WebhookEvent event(String app, String id, String event) {
        return new WebhookEvent(
                id + "-0000-7000-8000-000000000000",
                app,
                "stripe",
                "stripe",
                new Subject(event, null, null, null),
                NOON,
                Map.of(),
                new RawBytes(new byte[] {1}));
    }

    /** Each event has a job. */
    private record Working(List<Due> woken) implements SqlWebhooks.Work {
        @Override
        public Optional<JobRow> of(WebhookEvent event, JobId job, Instant at) {
            var spec = new JobSpec("payment", "any", null, "{}", Priority.NORMAL, null, null, null);
            var row = new NewJob(event.app(), job, true, null, spec, null, Terms.FREE, null);
            return Optional.of(new JobRow(row, false, 3, event.id(), at, Duration.ofMinutes(2)));
        }

        @Override
        public void wake(Due due) {
            woken.add(due);
        }
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
        public Optional<JobRow> of(WebhookEvent event, JobId job, Instant at) {
            return Optional.empty();
        }

        @Override
        public void wake(Due due) {
            throw new AssertionError("Nobody is to be woken.");
        }
    }
}
