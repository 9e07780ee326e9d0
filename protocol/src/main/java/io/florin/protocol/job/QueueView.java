package io.florin.protocol.job;

import java.util.Map;

/**
 * A queue as it is.
 *
 * @param states how many jobs are in each state that is no end
 * @param startedPerMinute runs begun in the last minute
 * @param endedPerMinute jobs ended in the last minute
 * @param oldestWaitMillis how long the oldest due job has been due; 0 if none is
 */
public record QueueView(
        String queue,
        boolean paused,
        Map<JobState, Long> states,
        long dead,
        long startedPerMinute,
        long endedPerMinute,
        long oldestWaitMillis) {
    public QueueView {
        states = Map.copyOf(states);
    }
}
