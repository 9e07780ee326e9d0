package io.florin.persistence.job;

import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobId;
import io.florin.protocol.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that the wallet is still to be told.
 *
 * @param wallet the price's, if any
 * @param trace of what has submitted the job, or of its run
 */
public record Settling(
        Fence fence,
        String app,
        JobId id,
        @Nullable String wallet,
        Effect effect,
        @Nullable Trace trace) {
    /** Of a job that nobody traces. */
    public Settling(Fence fence, String app, JobId id, @Nullable String wallet, Effect effect) {
        this(fence, app, id, wallet, effect, null);
    }
}
