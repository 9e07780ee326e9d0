package io.florin.persistence.job;

import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobCost;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a run has ended. */
public sealed interface RunEnd {
    Fence fence();

    /**
     * The job's outcome is chosen. It ends at once without a price and an effect, and is SETTLING
     * otherwise. A price can only be captured or released, and only a price can.
     */
    record Ends(
            Fence fence,
            JobState endsAs,
            Effect effect,
            @Nullable String result,
            @Nullable JobError error,
            @Nullable JobCost cost)
            implements RunEnd {
        public Ends {
            if (!endsAs.isEnd()) throw new IllegalArgumentException(endsAs + " is no end.");
            if (result != null && endsAs != JobState.SUCCEEDED) {
                throw new IllegalArgumentException("Only what has succeeded has a result.");
            }
        }
    }

    /**
     * Counts one failure; the caller decides when a job's tries are used up. It is due again so
     * long after it is written.
     */
    record Retry(Fence fence, JobError error, Duration after) implements RunEnd {}

    /** A request may have taken effect outside: the next run asks. Such a job counts as sent. */
    record Ask(Fence fence, JobError error, Duration after) implements RunEnd {}
}
