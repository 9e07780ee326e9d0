package io.florin.persistence.journal;

import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.journal.Heads.Head;
import io.florin.persistence.journal.JournalException.Conflict;
import io.florin.persistence.journal.JournalException.Overloaded;
import io.florin.persistence.journal.JournalException.Refused;
import io.florin.persistence.journal.JournalException.Unavailable;
import io.florin.persistence.journal.JournalException.Unknown;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what gathered in its queue while the last batch was written, and stores it in one statement
 * that commits by itself. One thread; an entity always has the same writer, so its writes stay in
 * order.
 *
 * <p>A batch the database refuses is tried again in halves, so that one bad write fails alone. A
 * batch whose outcome is unknown is not tried again: its entities recover and see.
 */
final class JournalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    /** The same order at every writer of every node: two that collide then wait, not deadlock. */
    private static final Comparator<PendingWrite> BY_ENTITY_AND_SEQUENCE =
            Comparator.comparing(PendingWrite::entity)
                    .thenComparingLong(PendingWrite::firstSequence);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int CLOSE_WAIT_SECONDS = 10;

    private final WriteQueue queue;
    private final JournalParts parts;
    private final ChainHash chain = new ChainHash();
    private final Thread thread;

    JournalWriter(String name, WriteQueue queue, JournalParts parts) {
        this.queue = queue;
        this.parts = parts;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    WriteQueue queue() {
        return queue;
    }

    @Override
    public void close() {
        queue.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_WAIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var settings = parts.settings();
        try {
            while (true) {
                var batch = queue.take(settings.batchEvents(), settings.batchBytes());
                if (batch.isEmpty()) return;
                writeAndGoOn(batch);
            }
        } catch (InterruptedException e) {
            LOG.error("The journal's writer was interrupted; it takes no more writes");
            queue.close();
        }
    }

    /** Whatever happens: without its writer a journal would take writes and store none. */
    private void writeAndGoOn(List<PendingWrite> batch) {
        try {
            write(batch);
        } catch (RuntimeException e) {
            LOG.error("Of {} writes somebody was perhaps not told", batch.size(), e);
        }
    }

    private void write(List<PendingWrite> batch) {
        var ready = new ArrayList<PendingWrite>(batch.size());
        var late = new ArrayList<PendingWrite>();
        long longestWaitNanos = TimeUnit.MILLISECONDS.toNanos(parts.settings().queueWaitMillis());
        for (var write : batch) {
            if (write.waitedNanos() > longestWaitNanos) {
                parts.counters().overloadedWrites.increment();
                late.add(write);
            } else {
                ready.add(write);
            }
        }
        if (!late.isEmpty()) failAll(late, waitedTooLong());
        ready.sort(BY_ENTITY_AND_SEQUENCE);
        store(ready);
    }

    private void store(List<PendingWrite> writes) {
        var ready = withoutFollowersOfFailed(writes);
        if (ready.isEmpty()) return;
        long startNanos = System.nanoTime();
        Map<String, Head> ends;
        try {
            ends = parts.database().write(connection -> append(connection, ready));
        } catch (DatabaseException e) {
            failed(ready, e);
            return;
        } catch (RuntimeException e) {
            LOG.error("A batch of {} writes failed in a way nobody thought of", ready.size(), e);
            failAll(ready, new Unknown("The write failed: " + e, e));
            return;
        }
        long nanos = System.nanoTime() - startNanos;
        succeeded(ready, ends, nanos);
        tell(ready, nanos);
    }

    /** What follows a failed write of its entity was decided on a state that was never stored. */
    private List<PendingWrite> withoutFollowersOfFailed(List<PendingWrite> writes) {
        var ready = new ArrayList<PendingWrite>(writes.size());
        var behind = new ArrayList<PendingWrite>();
        for (var write : writes) {
            if (parts.heads().isBehindFailure(write.entity(), write.firstSequence())) {
                behind.add(write);
            } else {
                ready.add(write);
            }
        }
        if (!behind.isEmpty())
            failAll(behind, new Unavailable("An earlier write of this entity failed.", null));
        return ready;
    }

    /** Returns the heads the entities have when the statement has committed. */
    private Map<String, Head> append(Connection connection, List<PendingWrite> writes)
            throws SQLException {
        var heads = heads(connection, writes);
        var columns = EventColumns.forWrites(writes);
        for (var write : writes) {
            var hash = heads.getOrDefault(write.entity(), Head.EMPTY).hash();
            for (var event : write.events()) {
                hash = chain.next(hash, write.entity(), event);
                columns.add(write, event, hash);
            }
            heads.put(write.entity(), new Head(write.events().getLast().sequence(), hash));
        }
        JournalTable.append(connection, parts.database().era(), columns);
        return heads;
    }

    /** From memory, or in one query for all that are not remembered. */
    private Map<String, Head> heads(Connection connection, List<PendingWrite> writes)
            throws SQLException {
        var heads = HashMap.<String, Head>newHashMap(writes.size());
        var unknown = new HashSet<String>();
        for (var write : writes) {
            var known = parts.heads().known(write.entity());
            if (known == null) {
                unknown.add(write.entity());
            } else {
                heads.put(write.entity(), known);
            }
        }
        if (!unknown.isEmpty()) heads.putAll(JournalTable.heads(connection, unknown));
        return heads;
    }

    private void succeeded(List<PendingWrite> writes, Map<String, Head> ends, long nanos) {
        // Remembered before anybody hears of it: the next write may already be on its way.
        ends.forEach(parts.heads()::stored);
        parts.counters().stored(writes, nanos);
        for (var write : writes) {
            parts.notifier().stored(write.slice());
            queue.succeed(write);
        }
    }

    /** Whoever only watches: what goes wrong there is none of the writes' business. */
    private void tell(List<PendingWrite> writes, long nanos) {
        try {
            parts.counters().tell(writes, nanos);
        } catch (RuntimeException e) {
            LOG.error("Who watches the journal failed; {} writes are stored", writes.size(), e);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (millis > parts.settings().slowWriteMillis()) {
            parts.counters().slowBatches.increment();
            LOG.warn("Slow: a batch of {} writes took {} ms", writes.size(), millis);
            WriteLog.slow(writes, millis);
        }
    }

    private void failed(List<PendingWrite> writes, DatabaseException failure) {
        switch (failure.outcome()) {
            case REFUSED -> {
                parts.counters().refusedBatches.increment();
                if (writes.size() == 1) {
                    failAll(writes, refusal(writes.getFirst(), failure));
                } else {
                    int half = writes.size() / 2;
                    store(writes.subList(0, half));
                    store(writes.subList(half, writes.size()));
                }
            }
            case UNAVAILABLE -> {
                LOG.warn("{} writes were not stored: {}", writes.size(), failure.getMessage());
                failAll(writes, new Unavailable("Not stored: " + failure.getMessage(), failure));
            }
            case UNKNOWN -> {
                LOG.warn(
                        "Of {} writes nobody knows whether they were stored: {}",
                        writes.size(),
                        failure.getMessage());
                parts.counters().unknownWrites.add(writes.size());
                failAll(
                        writes,
                        new Unknown("Perhaps not stored: " + failure.getMessage(), failure));
            }
        }
    }

    private static JournalException refusal(PendingWrite write, DatabaseException failure) {
        var message = write + " was refused: " + failure.getMessage();
        return failure.sqlState().equals(UNIQUE_VIOLATION)
                ? new Conflict(message, failure.constraint(), failure)
                : new Refused(message, failure);
    }

    private JournalException waitedTooLong() {
        return new Overloaded(
                "The write waited for more than "
                        + parts.settings().queueWaitMillis()
                        + " ms and was not tried; the bound is "
                        + JournalSettings.PATH
                        + ".queue-wait-millis.");
    }

    private void failAll(List<PendingWrite> writes, JournalException reason) {
        WriteLog.failed(writes, reason);
        writes.forEach(write -> fail(write, reason));
    }

    private void fail(PendingWrite write, JournalException reason) {
        parts.counters().failedWrites.increment();
        // Before anybody hears of it: what the entity sent meanwhile must not be stored.
        parts.heads().failed(write.entity(), write.firstSequence());
        queue.fail(write, reason);
    }
}
