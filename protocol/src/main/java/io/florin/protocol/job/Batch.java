package io.florin.protocol.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of many jobs did, or would do.
 *
 * @param matching how many the filter meets in all
 * @param changed the ids of those changed by this call, at most as many as the filter's limit
 * @param refused those that it met and could not change
 * @param nextCursor where the next call goes on; null when there were no more
 */
public record Batch(
        long matching, List<JobId> changed, List<NotChanged> refused, @Nullable String nextCursor) {
    /** Why one was not changed; the code is that of a refusal, or a word of its own. */
    public record NotChanged(JobId id, String code) {}

    public Batch {
        changed = List.copyOf(changed);
        refused = List.copyOf(refused);
    }

    /** Of a change that nobody refuses, and that leaves nothing to pass over. */
    public Batch(long matching, List<JobId> changed) {
        this(matching, changed, List.of(), null);
    }
}
