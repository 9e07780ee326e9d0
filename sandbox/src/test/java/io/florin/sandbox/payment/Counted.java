package io.florin.sandbox.payment;

import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was counted, in order, and nothing else. */
final class Counted implements Meter {
    private final List<String> counts = new ArrayList<>();

    /** The labels of each count of this metric. */
    synchronized List<String> of(Metric metric) {
        return counts.stream()
                .filter(count -> count.startsWith(metric + " "))
                .map(count -> count.substring(metric.name().length() + 1))
                .toList();
    }

    @Override
    public synchronized void count(Metric metric, long more, String... labels) {
        if (more > 0) counts.add(metric + " " + String.join(" ", labels));
    }

    @Override
    public void record(Metric metric, long value, String... labels) {
        // Not counted.
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        // Not counted.
    }

    @Override
    public void forget(Metric metric) {
        // Not counted.
    }
}
