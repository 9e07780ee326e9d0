package io.florin.node.job;

import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.job.Batch;
import io.florin.protocol.job.Batch.NotChanged;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.wallet.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Begins dead jobs anew, one after the other. The new job's idempotency key is made of the dead
 * one's id: a dead job is begun anew once, however often that is asked for.
 */
final class Replays {
    /** So often one dead job can be refused to begin anew. */
    private static final int MOST_KEYS = 50;

    private final Function<NewJob, CompletionStage<JobReply>> submits;
    private final Supplier<String> ids;

    Replays(Function<NewJob, CompletionStage<JobReply>> submits, Supplier<String> ids) {
        this.submits = submits;
        this.ids = ids;
    }

    /** How many there are, and those to begin now. */
    record Dead(long matching, Page<Job> page) {}

    static JobFilter ofDead(JobFilter filter) {
        return new JobFilter(
                filter.app(),
                JobState.DEAD,
                filter.queue(),
                filter.kind(),
                filter.key(),
                filter.limit(),
                filter.cursor());
    }

    CompletionStage<Batch> begin(Dead dead, boolean dryRun) {
        var told = new Told(dead);
        var trace = LogTrace.ofThread();
        CompletionStage<Told> begun = CompletableFuture.completedFuture(told);
        for (var job : dead.page().items()) {
            if (dryRun) {
                told.begun.add(job.id());
            } else {
                begun =
                        begun.thenCompose(_ -> LogTrace.within(trace, () -> begin(job, 1)))
                                .thenApply(reply -> told.add(job, reply));
            }
        }
        return begun.thenApply(Told::batch);
    }

    /** What has come of those begun so far, one after the other. */
    private static final class Told {
        final List<JobId> begun = new ArrayList<>();
        private final List<NotChanged> refused = new ArrayList<>();
        private final Dead dead;

        Told(Dead dead) {
            this.dead = dead;
        }

        Told add(Job job, JobReply reply) {
            switch (reply) {
                case Taken(_, var replayed) -> {
                    if (!replayed) begun.add(job.id());
                }
                case Denied(var denial, _) -> refuse(job, denial.why().code());
                case NotTaken(var why) -> refuse(job, why.code());
                case OpenAlready _ -> refuse(job, "open_already");
                case InDoubt() -> refuse(job, "in_doubt");
            }
            return this;
        }

        private void refuse(Job job, String code) {
            refused.add(new NotChanged(job.id(), code));
        }

        Batch batch() {
            return new Batch(dead.matching(), begun, refused, dead.page().nextCursor());
        }
    }

    /**
     * A wallet gives the answer to a key for ever, a refusal, too. So the n-th key is tried when
     * what the one before was answered is an old refusal. All replays take the keys in this order,
     * and the first that is taken is the last: a dead job begins anew once.
     */
    private CompletionStage<JobReply> begin(Job dead, int nth) {
        return submits.apply(anew(dead, nth))
                .thenCompose(reply ->
                        isOldRefusal(reply) && nth < MOST_KEYS
                                ? begin(dead, nth + 1)
                                : CompletableFuture.completedFuture(reply));
    }

    private static boolean isOldRefusal(JobReply reply) {
        return switch (reply) {
            case Denied(_, var replayed) -> replayed;
            case OpenAlready(_, var replayed) -> replayed;
            case Taken _, NotTaken _, InDoubt _ -> false;
        };
    }

    private static String key(Job dead, int nth) {
        return "replay/" + dead.id() + (nth == 1 ? "" : "/" + nth);
    }

    private NewJob anew(Job dead, int nth) {
        var spec = dead.spec();
        var atOnce =
                new JobSpec(
                        spec.queue(),
                        spec.kind(),
                        spec.key(),
                        spec.payload(),
                        spec.priority(),
                        null,
                        spec.uniqueKey(),
                        spec.maxAttempts());
        return new NewJob(
                dead.app(),
                new JobId(ids.get()),
                false,
                key(dead, nth),
                atOnce,
                dead.price(),
                Terms.FREE,
                dead.id());
    }
}
