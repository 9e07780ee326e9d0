package io.florin.persistence.job;

import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job to be inserted.
 *
 * @param ordered whether jobs of its key run one at a time, as its kind says
 * @param maxAttempts the kind's own number, for a job that names none
 * @param fingerprint of the request, if no wallet judges it; it has a price otherwise
 * @param again after so long the dispatcher tells of a job that still waits
 * @param trace what has submitted it; its runs are parts of the same
 */
public record JobRow(
        NewJob job,
        boolean ordered,
        int maxAttempts,
        @Nullable String fingerprint,
        Instant at,
        Duration again,
        @Nullable Trace trace) {
    /** That nobody traces. */
    public JobRow(
            NewJob job,
            boolean ordered,
            int maxAttempts,
            @Nullable String fingerprint,
            Instant at,
            Duration again) {
        this(job, ordered, maxAttempts, fingerprint, at, again, null);
    }

    public JobRow {
        if ((job.price() == null) == (fingerprint == null)) {
            throw new IllegalArgumentException("Either a wallet or a fingerprint judges a job.");
        }
        if (maxAttempts < 1 || maxAttempts > JobSpec.MAX_ATTEMPTS) {
            throw new IllegalArgumentException("A job has 1 to 100 attempts.");
        }
    }

    int attempts() {
        var own = job.spec().maxAttempts();
        return own == null ? maxAttempts : own;
    }

    @Nullable String lane() {
        return ordered ? job.spec().key() : null;
    }
}
