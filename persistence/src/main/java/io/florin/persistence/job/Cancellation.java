package io.florin.persistence.job;

import io.florin.protocol.job.JobReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a wish to cancel, what may run now, and what is left to the one who asked. */
public record Cancellation(JobReply reply, List<Due> next, @Nullable Settling settling) {
    public Cancellation {
        next = List.copyOf(next);
    }
}
