package io.florin.benchmark.edge;

import java.util.Arrays;

/** How long things took. */
public final class Latencies {
    private final long[] sortedNanos;

    public Latencies(long... nanos) {
        this.sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    /** Of which that part took at most so many milliseconds; not a number if there are none. */
    public double at(double part) {
        if (sortedNanos.length == 0) return Double.NaN;
        int rank = (int) Math.ceil(part * sortedNanos.length);
        return sortedNanos[Math.max(0, rank - 1)] / 1e6;
    }

    public int count() {
        return sortedNanos.length;
    }
}
