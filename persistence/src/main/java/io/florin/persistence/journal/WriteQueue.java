package io.florin.persistence.journal;

import io.florin.persistence.journal.JournalException.Overloaded;
import io.florin.persistence.journal.JournalException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * The writes that one writer has before it, in order of arrival. Bounded in number and bytes; a
 * write counts until it is finished. Thread-safe; one thread takes.
 */
final class WriteQueue {
    private static final CompletableFuture<Done> NOTHING_PENDING =
            CompletableFuture.completedFuture(Done.getInstance());

    private static final PendingWrite WAKE_UP = new PendingWrite("", 0, List.of());
    private static final int IDLE_SECONDS = 1;

    private final int writesMax;
    private final long bytesMax;
    private final LinkedBlockingQueue<PendingWrite> waiting = new LinkedBlockingQueue<>();
    private final ConcurrentHashMap<String, PendingWrite> lastOfEntity = new ConcurrentHashMap<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean closed;

    WriteQueue(int writesMax, long bytesMax) {
        this.writesMax = writesMax;
        this.bytesMax = bytesMax;
    }

    /**
     * Takes the write in.
     *
     * @throws JournalException if it was not taken; nothing will happen then
     */
    void add(PendingWrite write) {
        if (closed) throw new Unavailable("The journal is closed.", null);
        if (writes.incrementAndGet() > writesMax) {
            writes.decrementAndGet();
            throw new Overloaded(
                    "More than "
                            + writesMax
                            + " writes wait for the database; the bound is "
                            + JournalSettings.PATH
                            + ".queue-writes.");
        }
        // A single write may be bigger than the bound, or it could never be stored.
        long before = bytes.getAndAdd(write.size());
        if (before > 0 && before + write.size() > bytesMax) {
            release(write);
            throw new Overloaded(
                    "More than "
                            + bytesMax
                            + " bytes wait for the database; the bound is "
                            + JournalSettings.PATH
                            + ".queue-bytes.");
        }
        // First known as pending, then queued: it could otherwise be finished before it is known.
        lastOfEntity.put(write.entity(), write);
        waiting.add(write);
        if (closed) failWaiting();
    }

    /** Completes, never exceptionally, when no write of the entity taken so far is unfinished. */
    CompletableFuture<Done> settled(String entity) {
        var last = lastOfEntity.get(entity);
        return last == null ? NOTHING_PENDING : last.done().handle((_, _) -> Done.getInstance());
    }

    /**
     * Waits for a write and takes what has gathered behind it, up to the bounds but one write at
     * least. Returns nothing once the queue is closed.
     */
    List<PendingWrite> take(int eventsMax, long batchBytesMax) throws InterruptedException {
        var batch = new ArrayList<PendingWrite>();
        @Nullable PendingWrite next = null;
        while (next == null || next == WAKE_UP) {
            if (closed) return List.of();
            next = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        }
        int events = 0;
        long size = 0;
        while (true) {
            batch.add(next);
            events += next.events().size();
            size += next.size();
            next = waiting.peek();
            if (next == null
                    || next == WAKE_UP
                    || events + next.events().size() > eventsMax
                    || size + next.size() > batchBytesMax) {
                return batch;
            }
            waiting.remove();
        }
    }

    void succeed(PendingWrite write) {
        release(write);
        lastOfEntity.remove(write.entity(), write);
        write.done().complete(Done.getInstance());
    }

    void fail(PendingWrite write, JournalException reason) {
        release(write);
        lastOfEntity.remove(write.entity(), write);
        write.done().completeExceptionally(reason);
    }

    /** Takes nothing more; what waits fails, what was taken is still finished by its taker. */
    void close() {
        closed = true;
        waiting.add(WAKE_UP);
        failWaiting();
    }

    int writes() {
        return writes.get();
    }

    long bytes() {
        return bytes.get();
    }

    private void failWaiting() {
        for (var write = waiting.poll(); write != null; write = waiting.poll()) {
            if (write != WAKE_UP) fail(write, new Unavailable("The journal is closed.", null));
        }
    }

    private void release(PendingWrite write) {
        writes.decrementAndGet();
        bytes.addAndGet(-write.size());
    }
}
