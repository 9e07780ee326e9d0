package io.florin.persistence.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all jobs of a kind in the whole cluster; null is no limit.
 *
 * @param maxRunningOfKey of one app's key; for kinds whose keys are not in order, the others run
 *     one at a time anyway
 * @param rate begun in a fixed window
 * @param maxDeaths of workers, until a job is quarantined
 */
public record KindLimits(
        String kind,
        @Nullable Integer maxRunning,
        @Nullable Integer maxRunningOfKey,
        @Nullable Rate rate,
        int maxDeaths) {
    /** At most so many runs begin in each window. */
    public record Rate(int runs, Duration window) {}

    public static KindLimits none(String kind, int maxDeaths) {
        return new KindLimits(kind, null, null, null, maxDeaths);
    }
}
