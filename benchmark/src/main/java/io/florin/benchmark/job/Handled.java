package io.florin.benchmark.job;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.Run;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Does nothing, and counts from outside of the engine what runs at once. */
final class Handled implements JobHandler {
    private final long takesNanos;
    private final boolean byKey;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final AtomicLong firstNanos = new AtomicLong();
    private final AtomicInteger most = new AtomicInteger();

    /**
     * {@code takesNanos}: how long nothing takes.
     *
     * @param byKey what runs at once is counted for each key
     */
    Handled(long takesNanos, boolean byKey) {
        this.takesNanos = takesNanos;
        this.byKey = byKey;
    }

    /** Says when its newest run began. */
    static JobHandler telling(AtomicLong startedNanos) {
        return _ -> {
            startedNanos.set(System.nanoTime());
            return new Outcome.Succeeded("{}");
        };
    }

    @Override
    public Outcome run(Run run) {
        long now = System.nanoTime();
        if (firstNanos.get() == 0) firstNanos.compareAndSet(0, now);
        var key = byKey ? String.valueOf(run.claim().job().spec().key()) : "";
        var count = running.computeIfAbsent(key, _ -> new AtomicInteger());
        int atOnce = count.incrementAndGet();
        if (atOnce > most.get()) most.accumulateAndGet(atOnce, Math::max);
        if (takesNanos > 0) LockSupport.parkNanos(takesNanos);
        count.decrementAndGet();
        return new Outcome.Succeeded("{}");
    }

    /** Before the next measurement; what ran at once is remembered. */
    void reset() {
        firstNanos.set(0);
    }

    /** When the first run began; 0 while there was none. */
    long firstNanos() {
        return firstNanos.get();
    }

    /** Runs at once, of one key or of all. */
    int most() {
        return most.get();
    }
}
