package io.florin.node.job;

import io.florin.node.job.JobIntake.Asked;
import io.florin.node.job.SqlJobs.Ground;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.job.FoundJob;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.wallet.Answer.OfJob;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletReply;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits jobs with a price: the wallet's one write has the money and the job, and from then on the
 * job is taken, whether or not its row is written here: the read side writes it, too.
 */
final class PricedJobs {
    private static final Logger LOG = LoggerFactory.getLogger(PricedJobs.class);

    private final Ground ground;
    private final JobTable jobs;

    PricedJobs(Ground ground, JobTable jobs) {
        this.ground = ground;
        this.jobs = jobs;
    }

    CompletionStage<JobReply> submit(NewJob job) {
        var price = Objects.requireNonNull(job.price());
        var command =
                new SubmitJob(job.id(), job.given(), job.spec(), price.money(), job.replays());
        var trace = LogTrace.ofThread();
        return ground.wallets()
                .execute(price.wallet(), new Request(job.key(), command, job.terms()))
                .thenCompose(reply -> LogTrace.within(trace, () -> answered(job, reply)));
    }

    private CompletionStage<JobReply> answered(NewJob job, WalletReply reply) {
        return switch (reply) {
            case WalletReply.Done(OfJob answer, var replayed) ->
                    answer.openAlready()
                            ? done(new OpenAlready(open(job, answer.job()), replayed))
                            : taken(named(job, answer.job()), answer.job(), replayed);
            case WalletReply.Done(var other, _) ->
                    throw new IllegalStateException("No answer to a job: " + other);
            case WalletReply.Denied(var denial, var replayed) -> done(new Denied(denial, replayed));
            case WalletReply.NotTaken(var why) -> done(new NotTaken(why));
            case WalletReply.InDoubt() -> done(new InDoubt());
        };
    }

    private static CompletionStage<JobReply> done(JobReply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    /** A repeat under a key is answered with the first one's id. */
    private static NewJob named(NewJob job, JobFacts facts) {
        return new NewJob(
                job.app(),
                facts.id(),
                job.given(),
                job.key(),
                job.spec(),
                job.price(),
                job.terms(),
                job.replays());
    }

    private CompletionStage<JobReply> taken(NewJob job, JobFacts facts, boolean replayed) {
        var fresh = new Taken(fresh(job, facts), replayed);
        return ground.calls()
                .call(() -> inserted(job, facts, replayed))
                .exceptionally(failure -> {
                    var cause = failure instanceof CompletionException e ? e.getCause() : failure;
                    return switch (cause) {
                        case RejectedExecutionException e -> leftToReadSide(fresh, e);
                        case DatabaseException e -> leftToReadSide(fresh, e);
                        case null, default -> throw new CompletionException(failure);
                    };
                });
    }

    private static JobReply leftToReadSide(Taken fresh, RuntimeException why) {
        LOG.warn("The row of job {} is the read side's to write", fresh.job().id(), why);
        return fresh;
    }

    private JobReply inserted(NewJob job, JobFacts facts, boolean replayed) {
        var asked = new Asked(job, null, LogTrace.ofThread());
        jobs.insertPriced(JobIntake.row(ground.kinds(), asked, facts.submittedAt()))
                .ifPresent(due -> ground.wakes().wake(List.of(due)));
        var price = Objects.requireNonNull(job.price());
        return find(price.wallet(), facts.id())
                .<JobReply>map(found -> new Taken(found.job(), replayed))
                // It has ended and its row is forgotten; the answer is the one it had.
                .orElseGet(() -> new Taken(fresh(job, facts), replayed));
    }

    private Optional<FoundJob> find(WalletId wallet, JobId id) {
        return jobs.find(new JobName(wallet.app(), id, wallet.id())).stream().findFirst();
    }

    /** Told by what the wallet has recorded and the request says, for a repeat years later, too. */
    private static Job open(NewJob asked, JobFacts facts) {
        var wallet = Objects.requireNonNull(asked.price()).wallet();
        return fresh(
                new NewJob(
                        asked.app(),
                        facts.id(),
                        false,
                        null,
                        asked.spec(),
                        new Price(wallet, facts.price()),
                        asked.terms(),
                        facts.replays()),
                facts);
    }

    /** As the job was when the wallet took it. */
    private static Job fresh(NewJob job, JobFacts facts) {
        var wanted = job.spec().runAt();
        var at = facts.submittedAt();
        var runAt = wanted != null && wanted.isAfter(at) ? wanted : at;
        return new Job(
                job.app(),
                facts.id(),
                job.spec(),
                job.price(),
                runAt.isAfter(at) ? JobState.SCHEDULED : JobState.QUEUED,
                1,
                0,
                0,
                null,
                null,
                null,
                null,
                at,
                runAt,
                null,
                job.replays());
    }
}
