package io.florin.node.trail;

import io.florin.persistence.trail.AuditTable;
import io.florin.persistence.trail.AuditTable.Series;
import java.time.Instant;

/** Deletes the entries whose time is over, app by app and kind by kind, in batches. Blocks. */
final class AuditPurge {
    private final AuditTable trail;
    private final AuditSettings settings;

    AuditPurge(AuditTable trail, AuditSettings settings) {
        this.trail = trail;
        this.settings = settings;
    }

    /** Answers how many are gone. */
    long run(Instant now) {
        long purged = 0;
        for (var series : trail.series()) {
            purged += purge(series, settings.keptFrom(series.kind(), now));
        }
        return purged;
    }

    private long purge(Series series, Instant keptFrom) {
        long purged = 0;
        for (int batch = 0; batch < settings.purgeBatches(); batch++) {
            int gone = trail.purge(series, keptFrom, settings.purgeBatch());
            purged += gone;
            if (gone < settings.purgeBatch()) break;
        }
        return purged;
    }
}
