package io.florin.node.job;

import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.database.DatabaseException.Outcome;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what comes, all that has come at a time, and the same again until it has worked. A second
 * write may be under way while the first is: one has its rows changed while the other is made
 * durable. What waits is bounded by whoever adds: a run has one end.
 *
 * <p>A batch that the database refuses would be refused again: it is written in halves, until what
 * is refused stands alone and its adder has to say something else.
 */
final class BatchWriter<T> {
    /** A write. {@code again}: an earlier one of the same may have worked unheard. Blocks. */
    @FunctionalInterface
    interface Write<T> {
        void write(List<T> batch, boolean again);
    }

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long MAX_PAUSE_MILLIS = 2_000;
    private static final int AT_ONCE = 2;

    private final String name;
    private final LinkedBlockingQueue<T> queue = new LinkedBlockingQueue<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final int most;
    private final Write<T> write;
    private final Consumer<T> refused;
    private final List<Thread> threads;

    /** {@code refused} is told of what cannot be written as it is. */
    BatchWriter(String name, int most, Write<T> write, Consumer<T> refused) {
        this.name = name;
        this.most = most;
        this.write = write;
        this.refused = refused;
        this.threads =
                IntStream.range(0, AT_ONCE)
                        .mapToObj(n -> Thread.ofVirtual().name(name + "-" + n).start(this::loop))
                        .toList();
    }

    void add(T item) {
        queue.add(item);
    }

    /** Writes nothing more; who wants all to be written waits before. */
    void stop() {
        stopping.countDown();
        threads.forEach(Thread::interrupt);
    }

    private void loop() {
        try {
            while (stopping.getCount() > 0) {
                var batch = new ArrayList<T>(most);
                batch.add(queue.take());
                queue.drainTo(batch, most - 1);
                writeUntilDone(List.copyOf(batch), false);
            }
        } catch (InterruptedException e) {
            // It was told to end; what that leaves is said below.
        }
        var left = new ArrayList<T>();
        queue.drainTo(left);
        unwritten(left.size());
    }

    private void unwritten(int items) {
        if (items > 0) LOG.warn("{} ends with {} unwritten", name, items);
    }

    private void writeUntilDone(List<T> batch, boolean halved) {
        long pause = FIRST_PAUSE_MILLIS;
        for (boolean again = halved; ; again = true) {
            try {
                write.write(batch, again);
                return;
            } catch (RuntimeException e) {
                if (isRefusal(e)) {
                    writeApart(batch, e);
                    return;
                }
                LOG.warn("{} of {} is tried again: {}", name, batch.size(), e.toString());
            }
            if (isStoppedWithin(pause)) {
                unwritten(batch.size());
                return;
            }
            pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
        }
    }

    private void writeApart(List<T> batch, RuntimeException why) {
        if (batch.size() == 1) {
            LOG.error("One of {} cannot be written: {}", name, why.toString());
            refused.accept(batch.getFirst());
            return;
        }
        int half = batch.size() / 2;
        writeUntilDone(batch.subList(0, half), true);
        writeUntilDone(batch.subList(half, batch.size()), true);
    }

    /** Refused by the database, or not even fit to be sent there. */
    private static boolean isRefusal(RuntimeException failure) {
        return failure instanceof DatabaseException answer
                ? answer.outcome() == Outcome.REFUSED
                : failure instanceof IllegalArgumentException
                        || failure instanceof ArithmeticException
                        || failure instanceof DateTimeException;
    }

    private boolean isStoppedWithin(long millis) {
        try {
            return stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
