package io.florin.node.job;

import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.PricedIntake;
import io.florin.persistence.ledger.SubmittedJobs;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.trace.Trace;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a job's row comes of what was asked for and of its kind. */
public final class JobIntake {
    private static final long COMMITTED_BY_MILLIS = 500;
    private static final int UNKNOWN_KINDS_ATTEMPTS = 1;

    private JobIntake() {}

    /**
     * For the jobs that the read side finds. They are told of some time after they are written, or
     * a worker would look for what it cannot see yet; a wake that comes too early, or for a
     * transaction that failed, is made good by the dispatcher.
     */
    public static SubmittedJobs ofReadSide(JobKinds kinds, Wakes wakes, Executor blocking) {
        var later =
                CompletableFuture.delayedExecutor(
                        COMMITTED_BY_MILLIS, TimeUnit.MILLISECONDS, blocking);
        return new PricedIntake(
                (job, submittedAt, trace) -> row(kinds, new Asked(job, null, trace), submittedAt),
                dues -> later.execute(() -> wakes.wake(dues)));
    }

    /** What was asked for; judged by its fingerprint, if no wallet has judged it. */
    record Asked(NewJob job, @Nullable String fingerprint, @Nullable Trace trace) {}

    /** With what the kind adds; a kind that there is no more keeps its keys in order. */
    static JobRow row(JobKinds kinds, Asked asked, Instant at) {
        var job = asked.job();
        var kind = kinds.find(job.spec().kind());
        return new JobRow(
                job,
                kind.map(JobKinds.Kind::ordered).orElse(true),
                kind.map(JobKinds.Kind::maxAttempts).orElse(UNKNOWN_KINDS_ATTEMPTS),
                asked.fingerprint(),
                at,
                kinds.again(),
                asked.trace());
    }
}
