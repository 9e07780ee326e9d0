package io.florin.node.telemetry;

/**
 * Takes what there is to tell. Cheap and never failing: to measure may not disturb what is
 * measured. The values of labels stand in the order of the metric's labels. Thread-safe.
 */
public interface Meter {
    /** Nobody listens. */
    Meter NONE =
            new Meter() {
                @Override
                public void count(Metric metric, long more, String... labels) {
                    // Nobody listens.
                }

                @Override
                public void record(Metric metric, long value, String... labels) {
                    // Nobody listens.
                }

                @Override
                public void level(Metric metric, double value, String... labels) {
                    // Nobody listens.
                }

                @Override
                public void forget(Metric metric) {
                    // There is nothing.
                }
            };

    /**
     * Adds to what only grows; what is below zero adds nothing. Zero neither, but from then on the
     * series is there: of one that begins at 1 Prometheus' {@code increase()} misses the first.
     */
    void count(Metric metric, long more, String... labels);

    /** One more of a size, or of a duration in nanoseconds. */
    void record(Metric metric, long value, String... labels);

    /** As it is now. */
    void level(Metric metric, double value, String... labels);

    /** Nothing is told of this gauge any more, until it has a level again. */
    void forget(Metric metric);
}
