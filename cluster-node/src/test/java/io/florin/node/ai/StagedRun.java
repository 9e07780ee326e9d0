package io.florin.node.ai;

import io.florin.node.job.Run;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.Fence;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Priority;
import java.time.Instant;

/** A run of a job that nobody keeps. */
record StagedRun(Claim claim) implements Run {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    static StagedRun of(String kind, long seq, int attempt, String payload) {
        var spec = new JobSpec("ai", kind, null, payload, Priority.NORMAL, null, null, null);
        var job =
                new Job(
                        "app",
                        new JobId("j-" + seq),
                        spec,
                        null,
                        JobState.RUNNING,
                        2,
                        attempt,
                        0,
                        null,
                        null,
                        null,
                        null,
                        NOON,
                        NOON,
                        null,
                        null);
        return new StagedRun(new Claim(new Fence(seq, attempt, "node-1"), job, false, 0));
    }

    @Override
    public void progress(int percent, String note) {
        // Nobody looks.
    }

    @Override
    public void markSent() {
        throw new AssertionError("A model moves no money.");
    }

    @Override
    public boolean mustAskFirst() {
        return claim.sent();
    }
}
