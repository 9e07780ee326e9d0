package io.florin.node.job;

import io.florin.persistence.job.ParkedTable;
import io.florin.persistence.job.PastTable;
import io.florin.persistence.job.PastTable.Keep;
import java.time.Duration;

/**
 * Forgets jobs that have ended long enough ago, each kind after its own time, and records that
 * nobody could read.
 */
record Retention(PastTable past, ParkedTable parked, JobSettings settings) {
    private static final int MOST = 1_000;
    private static final Duration PARKED_STAY = Duration.ofDays(90);

    /** Some of them; true if there may be more. Blocks. */
    boolean retire() {
        var keeps =
                settings.kinds().entrySet().stream()
                        .map(kind -> {
                            var kept = Duration.ofDays(kind.getValue().retentionDays());
                            return new Keep(kind.getKey(), kept);
                        })
                        .toList();
        int forgotten = past.retire(keeps, MOST);
        int unparked = parked.retire(PARKED_STAY, MOST);
        return Math.max(forgotten, unparked) == MOST;
    }
}
