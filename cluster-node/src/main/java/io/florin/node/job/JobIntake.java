package io.florin.node.job;

import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.ledger.SubmittedJobs;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.wallet.Terms;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the rows of priced jobs that the read side finds in the journal: mostly they are there,
 * because the door was faster.
 */
public final class JobIntake implements SubmittedJobs {
    private static final long COMMITTED_BY_MILLIS = 500;
    private static final int UNKNOWN_KINDS_ATTEMPTS = 1;

    private final JobKinds kinds;
    private final Wakes wakes;
    private final Executor later;

    public JobIntake(JobKinds kinds, Wakes wakes, Executor blocking) {
        this.kinds = kinds;
        this.wakes = wakes;
        this.later =
                CompletableFuture.delayedExecutor(
                        COMMITTED_BY_MILLIS, TimeUnit.MILLISECONDS, blocking);
    }

    @Override
    public void write(Connection connection, List<SubmittedJob> jobs) throws SQLException {
        var dues = new ArrayList<Due>();
        for (var job : jobs) {
            JobTable.insertPriced(connection, row(job)).ifPresent(dues::add);
        }
        // Not before the commit, or a worker would look for what it cannot see yet. A wake that
        // comes too early, or for a transaction that failed, is made good by the dispatcher.
        if (!dues.isEmpty()) later.execute(() -> wakes.wake(dues));
    }

    private JobRow row(SubmittedJob job) {
        var event = job.event();
        var facts = event.job();
        var wanted =
                new NewJob(
                        job.wallet().app(),
                        facts.id(),
                        true,
                        null,
                        event.spec(),
                        new Price(job.wallet(), facts.price()),
                        Terms.FREE,
                        facts.replays());
        return row(kinds, wanted, null, facts.submittedAt());
    }

    /** With what the kind adds; a kind that there is no more keeps its keys in order. */
    static JobRow row(JobKinds kinds, NewJob job, @Nullable String fingerprint, Instant at) {
        var kind = kinds.find(job.spec().kind());
        return new JobRow(
                job,
                kind.map(JobKinds.Kind::ordered).orElse(true),
                kind.map(JobKinds.Kind::maxAttempts).orElse(UNKNOWN_KINDS_ATTEMPTS),
                fingerprint,
                at);
    }
}
