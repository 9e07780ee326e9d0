package io.florin.protocol.job.door;

import io.florin.protocol.job.AmbiguousJob;
import io.florin.protocol.job.Batch;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.QueueView;
import io.florin.protocol.ledger.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The door to all jobs. Who may do what is the caller's to decide. A stage of a read that fails
 * means that the database did not answer in time.
 */
public interface Jobs {
    /** What was taken is durable: with its price's hold in one write, if it has a price. */
    CompletionStage<JobReply> submit(NewJob job);

    /** Fails with {@link AmbiguousJob} if several jobs of the app have the id. */
    CompletionStage<Optional<Job>> find(JobName name);

    /** The job, once it is of a higher version than {@code version}, or as it is after a while. */
    CompletionStage<Optional<Job>> await(JobName name, long version, Duration atMost);

    /** A repeat is answered as the first; {@code JOB_ENDED}, {@code JOB_SENT} if it is too late. */
    CompletionStage<JobReply> cancel(JobName name);

    /** Fails with IllegalArgumentException on a cursor that is not ours. */
    CompletionStage<Page<Job>> list(JobFilter filter);

    /**
     * Dead jobs begin anew, each as a new job with a new hold, linked to the old; those that have
     * begun already are passed over. Fails with IllegalArgumentException on a cursor that is not
     * ours.
     */
    CompletionStage<Batch> replay(JobFilter filter, boolean dryRun);

    /** Forgets jobs that have ended; their names stay taken. */
    CompletionStage<Batch> purge(JobFilter filter, boolean dryRun);

    CompletionStage<List<QueueView>> queues(String app);

    /** No job of the queue, of any app, begins until it is resumed; what runs goes on. */
    CompletionStage<QueueView> pause(String queue, boolean paused);
}
