package io.florin.node.job;

import io.florin.node.calls.BlockingCalls;
import io.florin.node.job.JobIntake.Asked;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.job.Cancellation;
import io.florin.persistence.job.FoundJob;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.job.PastTable;
import io.florin.persistence.job.QueueTable;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.job.AmbiguousJob;
import io.florin.protocol.job.Batch;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.QueueView;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Wallets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The door to jobs over their table and, for those with a price, their wallets. */
public final class SqlJobs implements Jobs {
    private static final Duration LATEST = Duration.ofDays(366);
    private static final Duration PAST_TOLERANCE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /**
     * What the door stands on.
     *
     * @param blocking runs what the door does later by itself
     * @param incarnation of this node, whose task the release of a cancelled job's price is
     * @param settles does what is left of a cancelled job, in this node's name
     * @param ids names jobs that are begun anew
     */
    public record Ground(
            Database database,
            BlockingCalls calls,
            Executor blocking,
            Wallets wallets,
            Wakes wakes,
            JobKinds kinds,
            InstantSource clock,
            String incarnation,
            Settles settles,
            Supplier<String> ids) {}

    private final Ground ground;
    private final JobTable jobs;
    private final PastTable past;
    private final QueueTable queues;
    private final JobWaits waits;
    private final PricedJobs priced;
    private final Replays replays;

    /** The door of a node with these workers. */
    public static SqlJobs of(
            Workers.Surroundings around, Workers workers, KnownKinds kinds, Supplier<String> ids) {
        int most = kinds.settings().maxCalls();
        return new SqlJobs(
                new Ground(
                        around.database(),
                        new BlockingCalls(around.blocking(), most, JobSettings.PATH + ".max-calls"),
                        around.blocking(),
                        around.wallets(),
                        workers.wakes(),
                        kinds,
                        around.clock(),
                        workers.incarnation(),
                        workers.settles(),
                        ids));
    }

    public SqlJobs(Ground ground) {
        this.ground = ground;
        this.jobs = new JobTable(ground.database());
        this.past = new PastTable(ground.database());
        this.queues = new QueueTable(ground.database());
        this.waits = new JobWaits(jobs, ground.clock(), ground.blocking());
        this.priced = new PricedJobs(ground, jobs);
        this.replays = new Replays(this::submit, ground.ids());
    }

    @Override
    public CompletionStage<JobReply> submit(NewJob job) {
        var refusal = ground.kinds().refusal(job);
        if (refusal.isPresent()) return CompletableFuture.completedFuture(denied(refusal.get()));
        if (!isInTime(job)) return replying(untimely(job));
        return replying(job.price() == null ? unpriced(job) : priced.submit(job));
    }

    private static JobReply denied(Refusal why) {
        return new Denied(Denial.of(why), false);
    }

    private boolean isInTime(NewJob job) {
        var runAt = job.spec().runAt();
        if (runAt == null) return true;
        var now = ground.clock().instant();
        return !runAt.isBefore(now.minus(PAST_TOLERANCE)) && !runAt.isAfter(now.plus(LATEST));
    }

    /** What was taken in its time is answered as it was then, however late it is repeated. */
    private CompletionStage<JobReply> untimely(NewJob job) {
        var price = job.price();
        if (price == null) {
            return ground.calls()
                    .call(() ->
                            jobs.repeat(row(job)).orElseGet(() -> denied(Refusal.RUN_AT_INVALID)));
        }
        var name = new JobName(job.app(), job.id(), price.wallet().id());
        return ground.calls()
                .call(() -> jobs.find(name).isEmpty())
                .thenCompose(isNew ->
                        isNew
                                ? CompletableFuture.completedStage(denied(Refusal.RUN_AT_INVALID))
                                : priced.submit(job));
    }

    private JobRow row(NewJob job) {
        var asked = new Asked(job, JobFingerprint.of(job), LogTrace.ofThread());
        return JobIntake.row(ground.kinds(), asked, ground.clock().instant());
    }

    private CompletionStage<JobReply> unpriced(NewJob job) {
        var row = row(job);
        return ground.calls()
                .call(() -> {
                    var submission = jobs.submit(row);
                    var due = submission.due();
                    if (due != null) ground.wakes().wake(List.of(due));
                    return submission.reply();
                });
    }

    /** A failure in words, where it is one of the moment. */
    static CompletionStage<JobReply> replying(CompletionStage<JobReply> stage) {
        return stage.exceptionally(failure -> {
            var cause = failure instanceof CompletionException e ? e.getCause() : failure;
            return switch (cause) {
                case RejectedExecutionException _ -> new NotTaken(Refusal.BUSY);
                case DatabaseException e ->
                        switch (e.outcome()) {
                            case UNAVAILABLE -> new NotTaken(Refusal.UNAVAILABLE);
                            case UNKNOWN -> new InDoubt();
                            case REFUSED -> throw e;
                        };
                case null, default -> throw new CompletionException(failure);
            };
        });
    }

    @Override
    public CompletionStage<Optional<Job>> find(JobName name) {
        return ground.calls().call(() -> Optional.ofNullable(one(name)).map(FoundJob::job));
    }

    private @Nullable FoundJob one(JobName name) {
        var found = jobs.find(name);
        if (found.size() > 1) throw new AmbiguousJob(name.id());
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public CompletionStage<Optional<Job>> await(JobName name, long version, Duration atMost) {
        var longest = atMost.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : atMost;
        return ground.calls()
                .call(() -> Optional.ofNullable(one(name)))
                .thenCompose(found -> {
                    if (found.isEmpty()) return CompletableFuture.completedFuture(Optional.empty());
                    var job = found.get().job();
                    if (job.version() > version || job.state().isEnd() || !longest.isPositive()) {
                        return CompletableFuture.completedFuture(Optional.of(job));
                    }
                    return waits.changed(found.get().seq(), version, longest)
                            .thenCompose(_ -> find(name));
                });
    }

    @Override
    public CompletionStage<JobReply> cancel(JobName name) {
        return replying(ground.calls().call(() -> cancelled(name)));
    }

    private JobReply cancelled(JobName name) {
        var found = one(name);
        if (found == null) return denied(Refusal.JOB_NOT_FOUND);
        var cancellation = cancelled(found.seq());
        ground.wakes().wake(cancellation.next());
        var settling = cancellation.settling();
        if (settling != null) ground.settles().settle(settling);
        return cancellation.reply();
    }

    private Cancellation cancelled(long seq) {
        try {
            return jobs.cancel(seq, ground.incarnation());
        } catch (RuntimeException e) {
            if (DatabaseException.mayHaveWorked(e)) ground.settles().doubt();
            throw e;
        }
    }

    @Override
    public CompletionStage<Page<Job>> list(JobFilter filter) {
        return ground.calls().call(() -> jobs.list(filter));
    }

    @Override
    public CompletionStage<Batch> replay(JobFilter filter, boolean dryRun) {
        var dead = Replays.ofDead(filter);
        var trace = LogTrace.ofThread();
        return ground.calls()
                .call(() -> new Replays.Dead(jobs.countReplayable(dead), jobs.replayable(dead)))
                .thenCompose(found -> LogTrace.within(trace, () -> replays.begin(found, dryRun)));
    }

    @Override
    public CompletionStage<Batch> purge(JobFilter filter, boolean dryRun) {
        return ground.calls().call(() -> past.purge(filter, dryRun));
    }

    @Override
    public CompletionStage<List<QueueView>> queues(String app) {
        return ground.calls().call(() -> queues.views(app, ground.kinds().queues()));
    }

    @Override
    public CompletionStage<QueueView> pause(String queue, boolean paused) {
        if (!ground.kinds().queues().contains(queue)) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("There is no queue " + queue + "."));
        }
        return ground.calls()
                .call(() -> {
                    ground.wakes().wake(queues.pause(queue, paused, ground.kinds().again()));
                    return queues.views(null, List.of(queue)).stream()
                            .filter(view -> view.queue().equals(queue))
                            .findFirst()
                            .orElseThrow();
                });
    }
}
