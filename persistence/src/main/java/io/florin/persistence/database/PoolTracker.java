package io.florin.persistence.database;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of one pool to whoever looks at the moment. Thread-safe. */
final class PoolTracker implements IMetricsTracker {
    private static final Logger LOG = LoggerFactory.getLogger(PoolTracker.class);

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
        tell(watch -> watch.borrowed(pool, elapsedAcquiredNanos));
    }

    @Override
    public void recordConnectionUsageMillis(long elapsedBorrowedMillis) {
        tell(watch -> watch.returned(pool, elapsedBorrowedMillis));
    }

    @Override
    public void recordConnectionTimeout() {
        tell(watch -> watch.timedOut(pool));
    }

    /** Hikari would lose the connection that it is about to lend. */
    private void tell(Consumer<PoolWatch> event) {
        try {
            event.accept(watch);
        } catch (RuntimeException e) {
            LOG.error("Who watches the pool {} failed; its connections are lent on", pool, e);
        }
    }
}
