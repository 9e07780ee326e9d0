package io.florin.protocol.job;

import java.util.List;

/**
 * What a change of many jobs did, or would do: how many the filter meets in all, and the ids of
 * those changed by this call, at most as many as the filter's limit.
 */
public record Batch(long matching, List<JobId> changed) {
    public Batch {
        changed = List.copyOf(changed);
    }
}
