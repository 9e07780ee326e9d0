package io.florin.sandbox;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A span of time as a person reads it. */
record Seconds(long nanos) {
    static Seconds since(long begunNanos) {
        return new Seconds(System.nanoTime() - begunNanos);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s", (double) nanos / TimeUnit.SECONDS.toNanos(1));
    }
}
