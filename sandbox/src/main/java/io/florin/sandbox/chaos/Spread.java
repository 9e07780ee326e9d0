package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.List;

/**
 * How durations are spread.
 *
 * @param sorted the shortest first
 */
record Spread(List<Duration> sorted) {
    Spread {
        sorted = List.copyOf(sorted);
    }

    static Spread of(List<Duration> durations) {
        return new Spread(durations.stream().sorted().toList());
    }

    boolean isEmpty() {
        return sorted.isEmpty();
    }

    /** The shortest that so many of a hundred do not exceed. */
    Duration percentile(int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    /** In seconds, or a dash for none. */
    String seconds(int percent) {
        return isEmpty() ? "-" : "%.1f".formatted(percentile(percent).toMillis() / 1e3);
    }

    /** In milliseconds, or a dash for none. */
    String millis(int percent) {
        return isEmpty() ? "-" : Long.toString(percentile(percent).toMillis());
    }
}
