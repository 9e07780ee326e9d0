package io.florin.node.payment;

import io.florin.node.job.Outcome;
import io.florin.node.job.Run;
import io.florin.protocol.job.JobError;
import java.util.Objects;

/** How runs of our jobs end alike. */
final class Endings {
    private Endings() {}

    static Outcome never(String code, String message) {
        return new Outcome.Failed(new JobError(code, message), new Outcome.Again.Never());
    }

    /** Of a job that only looks: whatever stands in the way, it is tried again. */
    static Outcome later(Trouble trouble) {
        var error = trouble.error();
        return Outcome.failed(error.code(), error.message());
    }

    /** One more failure and the job is dead. */
    static boolean isLastTry(Run run) {
        var job = run.claim().job();
        return job.failures() + 1 >= Objects.requireNonNullElse(job.spec().maxAttempts(), 1);
    }
}
