package io.florin.persistence.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.persistence.webhook.WebhookTable.End;
import io.florin.protocol.webhook.RawBytes;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.WebhookEvent.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static Database database;
    private static WebhookTable events;

    private final String app = "app-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        events = new WebhookTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anEventComesBackAsItCame() {
        var event = event("evt_1", "ch_1", "charge.succeeded");
        assertThat(events.store(event)).isTrue();
        assertThat(events.find(event.id())).contains(event);
        assertThat(events.find(UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void whatIsNotKnownOfAnEventStaysUnknown() {
        var event = event("evt_1", null, null);
        assertThat(events.store(event)).isTrue();
        assertThat(events.find(event.id())).contains(event);
    }

    @Test
    void anEventIsThereOnce() {
        assertThat(events.store(event("evt_1", "ch_1", "a"))).isTrue();
        assertThat(events.store(event("evt_1", "ch_2", "b"))).isFalse();
        assertThat(events.store(event("evt_2", "ch_1", "a"))).isFalse();
        assertThat(events.store(event("evt_2", "ch_1", "b"))).isTrue();
        assertThat(events.store(event("evt_3", "ch_2", "a"))).isTrue();
        assertThat(rows()).isEqualTo(3);
    }

    /** Of an object whose changes nobody can tell apart, every event counts. */
    @Test
    void withoutAChangeOnlyTheIdTellsARepeat() {
        assertThat(events.store(event("evt_1", "ch_1", null))).isTrue();
        assertThat(events.store(event("evt_2", "ch_1", null))).isTrue();
        assertThat(events.store(event("evt_2", "ch_1", null))).isFalse();
    }

    @Test
    void anotherAppsAndAnotherProvidersEventsAreOthers() {
        assertThat(events.store(event("evt_1", "ch_1", "a"))).isTrue();
        assertThat(events.store(of(app, "omise", "evt_1", "ch_1", "a"))).isTrue();
        assertThat(events.store(of(app + "-2", "stripe", "evt_1", "ch_1", "a"))).isTrue();
    }

    /** All at the same moment, from a hundred threads: one is first, and the others know it. */
    @Test
    void ofAHundredAtOnceOneIsStored() throws Exception {
        assertThat(storedOf(100, n -> event("evt_1", "ch_1", "a"))).isOne();
        assertThat(rows()).isOne();
    }

    /** Under a hundred ids, about one change. */
    @Test
    void ofAHundredEventsAboutOneChangeOneIsStored() throws Exception {
        assertThat(storedOf(100, n -> event("evt_" + n, "ch_1", "a"))).isOne();
        assertThat(rows()).isOne();
    }

    private interface Made {
        WebhookEvent event(int number);
    }

    private static long storedOf(int many, Made made) throws Exception {
        var together = new CountDownLatch(many);
        var outcomes = new ArrayList<Future<Boolean>>();
        long stored = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < many; n++) {
                var event = made.event(n);
                outcomes.add(
                        threads.submit(() -> {
                            together.countDown();
                            if (!together.await(10, TimeUnit.SECONDS)) return false;
                            return events.store(event);
                        }));
            }
            for (var outcome : outcomes) if (outcome.get(30, TimeUnit.SECONDS)) stored++;
        }
        return stored;
    }

    /** What follows from an event is there with it, or neither is. */
    @Test
    void storingTakesPartInTheCallersTransaction() {
        var event = event("evt_1", "ch_1", "a");
        assertThatThrownBy(() ->
                        database.transact(connection -> {
                            assertThat(WebhookTable.store(connection, event)).isTrue();
                            throw new IllegalStateException("the job could not be made");
                        }))
                .hasMessage("the job could not be made");
        assertThat(rows()).isZero();
        assertThat(database.<Boolean>transact(c -> WebhookTable.store(c, event))).isTrue();
        assertThat(rows()).isOne();
    }

    @Test
    void theWorkEndsOnce() {
        var event = event("evt_1", "ch_1", "a");
        events.store(event);
        assertThat(end(event, End.WORKED)).isTrue();
        assertThat(end(event, End.IGNORED)).isFalse();
        assertThat(end(event("evt_2", "ch_1", "a"), End.WORKED)).isFalse();
    }

    @Test
    void retentionLetsTheOldestGoOnWhichTheWorkHasEnded() {
        var made =
                IntStream.range(0, 5)
                        .mapToObj(n -> at(NOON.minus(Duration.ofDays(3_000 + n)), "evt_" + n))
                        .toList();
        made.forEach(events::store);
        made.subList(1, 5).forEach(event -> end(event, End.WORKED));
        var keptFrom = NOON.minus(Duration.ofDays(3_001));

        assertThat(events.purge(keptFrom, 2)).isEqualTo(2);
        assertThat(events.find(made.get(4).id())).isEmpty();
        assertThat(events.find(made.get(3).id())).isEmpty();
        assertThat(events.purge(keptFrom, 2)).isOne();
        assertThat(events.purge(keptFrom, 2)).isZero();
        assertThat(events.find(made.get(1).id())).isPresent();
        assertThat(events.find(made.get(0).id())).as("not worked on").isPresent();
        assertThat(events.purge(NOON, 9)).isOne();
        assertThat(events.find(made.get(0).id())).as("however old").isPresent();
    }

    private static boolean end(WebhookEvent event, End end) {
        return database.transact(c -> WebhookTable.end(c, event.id(), end, NOON));
    }

    private int rows() {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "select count(*) from webhook_event where app = ?")) {
                statement.setString(1, app);
                try (var row = statement.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    private WebhookEvent event(String event, @Nullable String object, @Nullable String change) {
        return of(app, "stripe", event, object, change);
    }

    private static WebhookEvent of(
            String app,
            String provider,
            String event,
            @Nullable String object,
            @Nullable String change) {
        return made(app, provider, new Subject(event, change, object, change), NOON);
    }

    private WebhookEvent at(Instant time, String event) {
        return made(app, "stripe", new Subject(event, null, null, null), time);
    }

    private static WebhookEvent made(String app, String provider, Subject subject, Instant at) {
        return new WebhookEvent(
                UUID.randomUUID().toString(),
                app,
                provider,
                "stripe",
                subject,
                at,
                Map.of("stripe-signature", "t=1,v1=ü", "b", ""),
                new RawBytes("{\"ü\":\u0000 \"raw\"}".getBytes(StandardCharsets.UTF_8)));
    }
}
