package io.florin.node.telemetry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what it was told: sums of counts, the last record, levels. */
public final class TellingMeter implements Meter {
    private final Map<String, Double> told = new ConcurrentHashMap<>();

    @Override
    public void count(Metric metric, long more, String... labels) {
        told.merge(series(metric, labels), (double) more, Double::sum);
    }

    @Override
    public void record(Metric metric, long value, String... labels) {
        told.put(series(metric, labels), (double) value);
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        told.put(series(metric, labels), value);
    }

    @Override
    public void forget(Metric metric) {
        told.keySet().removeIf(series -> series.startsWith(metric + "["));
    }

    private static String series(Metric metric, String... labels) {
        return metric + List.of(labels).toString();
    }

    /** By {@code METRIC[label, label]}. */
    public Map<String, Double> told() {
        return Map.copyOf(told);
    }
}
