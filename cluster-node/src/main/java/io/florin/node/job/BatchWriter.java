package io.florin.node.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what comes, all that has come at a time, and the same again until it has worked. A second
 * write may be under way while the first is: one has its rows changed while the other is made
 * durable. What waits is bounded by whoever adds: a run has one end.
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
    private final List<Thread> threads;

    BatchWriter(String name, int most, Write<T> write) {
        this.name = name;
        this.most = most;
        this.write = write;
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
                writeUntilDone(List.copyOf(batch));
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

    private void writeUntilDone(List<T> batch) {
        long pause = FIRST_PAUSE_MILLIS;
        for (boolean again = false; ; again = true) {
            try {
                write.write(batch, again);
                return;
            } catch (RuntimeException e) {
                LOG.warn("{} of {} is tried again: {}", name, batch.size(), e.toString());
            }
            if (isStoppedWithin(pause)) {
                unwritten(batch.size());
                return;
            }
            pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
        }
    }

    private boolean isStoppedWithin(long millis) {
        try {
            return stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
