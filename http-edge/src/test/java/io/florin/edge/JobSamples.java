package io.florin.edge;

import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobCost;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobProgress;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Money;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Jobs to be shown, and how they go on. */
final class JobSamples {
    static final JobSpec CHAT =
            new JobSpec("ai", "chat", "k", "{\"t\":0.70}", Priority.NORMAL, null, null, null);

    private JobSamples() {}

    /** Of alice's, or of nobody's. */
    static Job job(String id, JobState state, boolean priced) {
        var price = priced ? new Price(Samples.ALICE, new Money(Samples.STAR, 3)) : null;
        return job(id, CHAT, price, state, 1);
    }

    private static Job job(
            String id, JobSpec spec, @Nullable Price price, JobState state, long version) {
        return new Job(
                "default",
                new JobId(id),
                spec,
                price,
                state,
                version,
                0,
                0,
                null,
                null,
                null,
                null,
                Samples.T1,
                Samples.T1,
                state.isEnd() ? Samples.T2 : null,
                null);
    }

    static Job fresh(NewJob job, Instant at) {
        var runAt = job.spec().runAt();
        boolean later = runAt != null && runAt.isAfter(at);
        return new Job(
                job.app(),
                job.id(),
                job.spec(),
                job.price(),
                later ? JobState.SCHEDULED : JobState.QUEUED,
                1,
                0,
                0,
                null,
                null,
                null,
                null,
                at,
                later && runAt != null ? runAt : at,
                null,
                job.replays());
    }

    /** With a payload of so many characters. */
    static Job large(String id, int chars) {
        var payload = "{\"t\":\"" + "x".repeat(chars) + "\"}";
        var spec = new JobSpec("ai", "chat", "k", payload, Priority.NORMAL, null, null, null);
        return job(id, spec, null, JobState.QUEUED, 1);
    }

    /** Into the state, at the next version. */
    static UnaryOperator<Job> to(JobState state) {
        return job -> job(job.id().value(), job.spec(), job.price(), state, job.version() + 1);
    }

    /** Everything that a job can have. */
    static Job full(String result) {
        var price = new Price(Samples.ALICE, new Money(Samples.STAR, 3));
        var spec = new JobSpec("ai", "chat", "k", "{}", Priority.HIGH, Samples.T1, "u", 7);
        return new Job(
                "default",
                new JobId("full"),
                spec,
                price,
                JobState.SUCCEEDED,
                9,
                2,
                1,
                new JobProgress(100, "done"),
                result,
                new JobError("provider_timeout", "No answer."),
                new JobCost("openai", "small", "2026-11", 1_234_567, "{\"tokens\":12}"),
                Samples.T1,
                Samples.T1,
                Samples.T2,
                new JobId("dead"));
    }
}
