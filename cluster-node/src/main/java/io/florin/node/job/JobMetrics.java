package io.florin.node.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What this node has done, counted since it started. */
public final class JobMetrics {
    /** What is counted. */
    public enum Count {
        CLAIMED,
        SKIPPED,
        SUCCEEDED,
        RETRIED,
        UNKNOWN,
        DEAD,
        GIVEN_BACK,
        LOST,
        TIMED_OUT,
        STUCK,
        RESCUED,
        DISPATCHED,
        PARKED,
        SETTLED,
        NOT_SETTLED,
        /** Of the settled: credits that the wallet could not take. */
        SUSPENDED
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final AtomicLong dispatchLagMillis = new AtomicLong();

    public JobMetrics() {
        for (var count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    void add(Count count, long more) {
        adder(count).add(more);
    }

    public long of(Count count) {
        return adder(count).sum();
    }

    private LongAdder adder(Count count) {
        var adder = counts.get(count);
        if (adder == null) throw new IllegalStateException("All are there from the start.");
        return adder;
    }

    void dispatchLag(long millis) {
        dispatchLagMillis.set(millis);
    }

    /** How long the last look for due jobs took, from when it was to begin. */
    public long dispatchLagMillis() {
        return dispatchLagMillis.get();
    }
}
