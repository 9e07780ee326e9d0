package io.florin.node;

import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import io.florin.persistence.database.PoolWatch;
import java.util.concurrent.TimeUnit;

/** What the pools of connections tell, told on to the meter. */
record MeteredPools(Meter meter) implements PoolWatch {
    @Override
    public void borrowed(String pool, long nanos) {
        meter.record(Metric.POOL_BORROW, nanos, pool);
    }

    @Override
    public void returned(String pool, long millis) {
        meter.record(Metric.POOL_USE, TimeUnit.MILLISECONDS.toNanos(millis), pool);
    }

    @Override
    public void timedOut(String pool) {
        meter.count(Metric.POOL_TIMEOUTS, 1, pool);
    }
}
