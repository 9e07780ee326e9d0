package io.florin.protocol.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is.
 *
 * @param version grows with every change
 * @param attempt how often a worker has taken it; the newest attempt alone may write
 * @param failures how many of its tries have failed
 * @param result JSON, once it has succeeded
 * @param error of the last failed try, or why it is dead or cancelled
 * @param runAt when it is due (again)
 * @param replays the id of the dead job that this one does anew
 */
public record Job(
        String app,
        JobId id,
        JobSpec spec,
        @Nullable Price price,
        JobState state,
        long version,
        int attempt,
        int failures,
        @Nullable JobProgress progress,
        @Nullable String result,
        @Nullable JobError error,
        @Nullable JobCost cost,
        Instant createdAt,
        Instant runAt,
        @Nullable Instant endedAt,
        @Nullable JobId replays) {}
