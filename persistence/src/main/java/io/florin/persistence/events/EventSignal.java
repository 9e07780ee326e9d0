package io.florin.persistence.events;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.journal.JournalChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes readers when events were stored: by NOTIFY of any node, and once a second in any case, so
 * that a lost notification or connection costs a second and nothing else. One connection, one
 * virtual thread. Thread-safe.
 */
public final class EventSignal implements AutoCloseable {
    /** Ends the waking; idempotent. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private record Subscriber(SliceRange slices, Runnable wake) {}

    /** How long a reader sleeps at most. */
    public static final int WAKE_AT_LEAST_EVERY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventSignal.class);
    private static final int QUIET_ROUNDS_BEFORE_PROBE = 5;

    private final Database database;
    private final CopyOnWriteArrayList<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Thread listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean closed;

    private EventSignal(Database database) {
        this.database = database;
        this.listener = Thread.ofVirtual().name("florin-event-signal").unstarted(this::run);
    }

    /** Starts listening; a database that is down is tried again once a second. */
    public static EventSignal open(Database database) {
        var signal = new EventSignal(database);
        signal.listener.start();
        return signal;
    }

    /**
     * Calls {@code wake} whenever events of these slices may be new. It is called on the one
     * listening thread: it must be quick and must not throw.
     */
    public Subscription subscribe(SliceRange slices, Runnable wake) {
        var subscriber = new Subscriber(slices, wake);
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    @Override
    public void close() {
        closed = true;
        closing.countDown();
        listener.interrupt();
    }

    private void run() {
        while (!closed) {
            try (var connection = database.dedicated()) {
                listen(connection);
            } catch (DatabaseException | SQLException | IllegalStateException e) {
                if (closed) return;
                LOG.warn("Not listening for events, looking once a second: {}", e.getMessage());
            }
            wakeAll();
            pause();
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + JournalChannel.NAME);
            var notifications = connection.unwrap(PGConnection.class);
            int quiet = 0;
            wakeAll();
            while (!closed) {
                var news = notifications.getNotifications(WAKE_AT_LEAST_EVERY_MILLIS);
                if (news != null && news.length > 0) {
                    quiet = 0;
                    wake(List.of(news));
                } else {
                    wakeAll();
                    // A connection that only listens never finds out that its server is gone.
                    if (++quiet % QUIET_ROUNDS_BEFORE_PROBE == 0) statement.execute("select 1");
                }
            }
        }
    }

    private void wake(List<PGNotification> news) {
        var slices = news.stream().map(item -> JournalChannel.slices(item.getParameter())).toList();
        for (var subscriber : subscribers) {
            if (slices.stream().anyMatch(hint -> concerns(hint, subscriber.slices()))) {
                call(subscriber);
            }
        }
    }

    private static boolean concerns(List<Integer> hint, SliceRange slices) {
        return hint.isEmpty() || hint.stream().anyMatch(slices::contains);
    }

    private void wakeAll() {
        subscribers.forEach(EventSignal::call);
    }

    private static void call(Subscriber subscriber) {
        try {
            subscriber.wake().run();
        } catch (RuntimeException e) {
            LOG.error("A reader of slices {} could not be woken", subscriber.slices(), e);
        }
    }

    private void pause() {
        try {
            var _ = closing.await(WAKE_AT_LEAST_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            if (closed) Thread.currentThread().interrupt();
        }
    }
}
