package io.florin.benchmark.journal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;

/** What all writers of one run share: when it ends, and how much they have written. */
final class WriterRun {
    private final long endNanos;
    private final LongFunction<Payload> events;
    private final LongAdder written = new LongAdder();
    private final CountDownLatch writers;

    /** {@code events}: the next event of a writer that has written so many. */
    WriterRun(int writers, long lengthNanos, LongFunction<Payload> events) {
        this.writers = new CountDownLatch(writers);
        this.endNanos = System.nanoTime() + lengthNanos;
        this.events = events;
    }

    boolean isOver() {
        return System.nanoTime() - endNanos >= 0;
    }

    Payload event(long before) {
        return events.apply(before);
    }

    void count() {
        written.increment();
    }

    void leave() {
        writers.countDown();
    }

    /** Waits for every writer's last event; false after the limit. */
    boolean await(long limitSeconds) throws InterruptedException {
        return writers.await(limitSeconds, TimeUnit.SECONDS);
    }

    long written() {
        return written.sum();
    }
}
