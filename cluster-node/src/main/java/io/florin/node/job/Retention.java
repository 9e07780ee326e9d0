package io.florin.node.job;

import io.florin.persistence.job.PastTable;
import io.florin.persistence.job.PastTable.Keep;
import java.time.Duration;
import java.time.Instant;

/** Forgets jobs that have ended long enough ago, each kind after its own time. */
record Retention(PastTable past, JobSettings settings) {
    private static final int MOST = 1_000;

    /** Some of them; true if there may be more. Blocks. */
    boolean retire(Instant now) {
        var keeps =
                settings.kinds().entrySet().stream()
                        .map(kind -> {
                            var kept = Duration.ofDays(kind.getValue().retentionDays());
                            return new Keep(null, kind.getKey(), kept);
                        })
                        .toList();
        return past.retire(keeps, now, MOST) == MOST;
    }
}
