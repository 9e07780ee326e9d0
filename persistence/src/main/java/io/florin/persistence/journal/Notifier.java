package io.florin.persistence.journal;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers of all nodes that events were stored, at most once in a stated time. Outside the
 * writes: PostgreSQL lets transactions that notify commit one after another. A lost notification
 * costs a reader a second. One virtual thread. Thread-safe.
 */
final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final String NOTIFY = "select pg_notify('" + JournalChannel.NAME + "', ?)";

    private final Database database;
    private final Counters counters;
    private final long everyNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final BitSet slices = new BitSet();
    private final Thread thread;
    private boolean closed;

    Notifier(Database database, Counters counters, int everyMillis) {
        this.database = database;
        this.counters = counters;
        this.everyNanos = TimeUnit.MILLISECONDS.toNanos(everyMillis);
        this.thread = Thread.ofVirtual().name("florin-journal-notifier").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Events of this slice have been committed. */
    void stored(int slice) {
        lock.lock();
        try {
            if (slices.isEmpty()) news.signal();
            slices.set(slice);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (var message = next(); message != null; message = next()) {
                send(message);
                // The pause comes after the message: the first one after a quiet time goes at once.
                pause();
            }
        } catch (InterruptedException e) {
            LOG.error("The journal's notifier was interrupted; readers look once a second");
        }
    }

    private void pause() throws InterruptedException {
        lock.lock();
        try {
            for (var rest = everyNanos; rest > 0 && !closed; ) rest = news.awaitNanos(rest);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable String next() throws InterruptedException {
        lock.lock();
        try {
            while (slices.isEmpty() && !closed) news.await();
            if (closed) return null;
            var message = JournalChannel.message(slices);
            slices.clear();
            return message;
        } finally {
            lock.unlock();
        }
    }

    private void send(String message) {
        try {
            database.autocommit(connection -> {
                try (var statement = connection.prepareStatement(NOTIFY)) {
                    statement.setString(1, message);
                    return statement.execute();
                }
            });
            counters.notifications.increment();
        } catch (DatabaseException e) {
            LOG.debug("Readers were not notified: {}", e.getMessage());
        }
    }
}
