package io.florin.node.job;

import io.florin.protocol.job.Batch;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.door.NewJob;
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
    private final Function<NewJob, CompletionStage<JobReply>> submits;
    private final Supplier<String> ids;

    Replays(Function<NewJob, CompletionStage<JobReply>> submits, Supplier<String> ids) {
        this.submits = submits;
        this.ids = ids;
    }

    /** How many there are, and those to begin now. */
    record Dead(long matching, List<Job> jobs) {}

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
        if (dryRun) {
            var ids = dead.jobs().stream().map(Job::id).toList();
            return CompletableFuture.completedFuture(new Batch(dead.matching(), ids));
        }
        CompletionStage<List<JobId>> begun = CompletableFuture.completedFuture(new ArrayList<>());
        for (var job : dead.jobs()) {
            begun = begun.thenCompose(ids -> begin(job, ids));
        }
        return begun.thenApply(ids -> new Batch(dead.matching(), ids));
    }

    private CompletionStage<List<JobId>> begin(Job dead, List<JobId> begun) {
        return submits.apply(anew(dead))
                .thenApply(reply -> {
                    if (reply instanceof Taken taken && !taken.replayed()) begun.add(dead.id());
                    return begun;
                });
    }

    private NewJob anew(Job dead) {
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
                "replay/" + dead.id(),
                atOnce,
                dead.price(),
                Terms.FREE,
                dead.id());
    }
}
