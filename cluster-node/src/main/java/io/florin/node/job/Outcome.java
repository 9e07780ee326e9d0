package io.florin.node.job;

import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobCost;
import io.florin.protocol.job.JobError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a handler knows when its run is over. */
public sealed interface Outcome {
    /**
     * Done.
     *
     * @param result JSON
     * @param effect what happens to money; null is the usual: the price is captured, if there is
     *     one
     */
    record Succeeded(@Nullable String result, @Nullable JobCost cost, @Nullable Effect effect)
            implements Outcome {
        /** With the usual effect. */
        public Succeeded(String result) {
            this(result, null, null);
        }
    }

    /** It certainly did not happen: nothing was sent, or the provider says so. */
    record Failed(JobError error, Again again) implements Outcome {}

    /** A request that moves outside money may have taken effect; the provider is to be asked. */
    record Unknown(JobError error) implements Outcome {}

    /** Whether a failed job is tried again. */
    sealed interface Again {
        /** The same would fail again. */
        record Never() implements Again {}

        /** After the kind's back-off. */
        record Later() implements Again {}

        /** After the back-off, and not before the instant that the provider named. */
        record NotBefore(Instant at) implements Again {}
    }

    static Failed failed(String code, String message) {
        return new Failed(new JobError(code, message), new Again.Later());
    }
}
