package io.florin.edge;

import io.florin.protocol.job.Batch;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.QueueView;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.ledger.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The door to jobs with the edge's last word on time.
 *
 * @param waits with which it is waited for a job to change, longer than for anything else
 */
record PatientJobs(Jobs behind, Patience patience, Patience waits) implements Jobs {
    @Override
    public CompletionStage<JobReply> submit(NewJob job) {
        return patience.orElse(behind.submit(job), new InDoubt());
    }

    @Override
    public CompletionStage<Optional<Job>> find(JobName name) {
        return patience.inTime(behind.find(name));
    }

    @Override
    public CompletionStage<Optional<Job>> await(JobName name, long version, Duration atMost) {
        return waits.inTime(behind.await(name, version, atMost));
    }

    @Override
    public CompletionStage<JobReply> cancel(JobName name) {
        return patience.orElse(behind.cancel(name), new InDoubt());
    }

    @Override
    public CompletionStage<Page<Job>> list(JobFilter filter) {
        return patience.inTime(behind.list(filter));
    }

    @Override
    public CompletionStage<Batch> replay(JobFilter filter, boolean dryRun) {
        return patience.inTime(behind.replay(filter, dryRun));
    }

    @Override
    public CompletionStage<Batch> purge(JobFilter filter, boolean dryRun) {
        return patience.inTime(behind.purge(filter, dryRun));
    }

    @Override
    public CompletionStage<List<QueueView>> queues(String app) {
        return patience.inTime(behind.queues(app));
    }

    @Override
    public CompletionStage<QueueView> pause(String queue, boolean paused) {
        return patience.inTime(behind.pause(queue, paused));
    }
}
