package io.florin.persistence.database;

import com.zaxxer.hikari.metrics.IMetricsTracker;

/** Tells of one pool to whoever looks at the moment. Thread-safe. */
final class PoolTracker implements IMetricsTracker {
    private final String pool;
    private volatile PoolWatch watch = PoolWatch.NONE;

    PoolTracker(String pool) {
        this.pool = pool;
    }

    void watch(PoolWatch watch) {
        this.watch = watch;
    }

    @Override
    public void recordConnectionAcquiredNanos(long elapsedAcquiredNanos) {
        watch.borrowed(pool, elapsedAcquiredNanos);
    }

    @Override
    public void recordConnectionUsageMillis(long elapsedBorrowedMillis) {
        watch.returned(pool, elapsedBorrowedMillis);
    }

    @Override
    public void recordConnectionTimeout() {
        watch.timedOut(pool);
    }
}
