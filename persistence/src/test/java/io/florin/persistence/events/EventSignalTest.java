package io.florin.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers are woken when there is news, and now and then in any case. */
class EventSignalTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private final AtomicInteger wakes = new AtomicInteger();
    private Database database;
    private EventSignal signal;

    @BeforeEach
    void open() {
        database = POSTGRES.open();
        signal = EventSignal.open(database);
    }

    @AfterEach
    void close() {
        signal.close();
        database.close();
    }

    @Test
    void aNotificationWakesThoseWhomItConcerns() {
        var others = new AtomicInteger();
        signal.subscribe(new SliceRange(0, 9), wakes::incrementAndGet);
        signal.subscribe(new SliceRange(10, 1023), others::incrementAndGet);
        await().until(() -> wakes.get() > 0);

        int before = wakes.get() - others.get();
        for (int n = 0; n < 50; n++) {
            POSTGRES.execute("select pg_notify('florin_events', '3,7')");
        }

        await().until(() -> wakes.get() - others.get() > before + 1);
    }

    @Test
    void aMessageWithoutSlicesWakesEverybody() {
        signal.subscribe(new SliceRange(500, 501), wakes::incrementAndGet);
        await().until(() -> wakes.get() > 0);
        int before = wakes.get();

        POSTGRES.execute("select pg_notify('florin_events', '')");

        await().atMost(Duration.ofSeconds(5)).until(() -> wakes.get() > before);
    }

    @Test
    void withoutAnyNotificationReadersAreWokenOnceASecond() {
        signal.subscribe(SliceRange.ALL, wakes::incrementAndGet);

        await().atMost(Duration.ofSeconds(10)).until(() -> wakes.get() >= 3);
    }

    @Test
    void aLostConnectionIsReplaced() {
        signal.subscribe(SliceRange.ALL, wakes::incrementAndGet);
        await().until(() -> wakes.get() > 0);
        POSTGRES.server().killBackends(POSTGRES.name(), "florin-reader");
        int before = wakes.get();

        await().atMost(Duration.ofSeconds(10)).until(() -> wakes.get() > before + 2);
    }

    @Test
    void whoHasUnsubscribedIsLeftAlone() {
        var subscription = signal.subscribe(SliceRange.ALL, wakes::incrementAndGet);
        await().until(() -> wakes.get() > 0);
        subscription.close();
        var witness = new AtomicInteger();
        signal.subscribe(SliceRange.ALL, witness::incrementAndGet);
        int before = wakes.get();

        await().until(() -> witness.get() >= 2);
        assertThat(wakes.get()).isEqualTo(before);
    }
}
