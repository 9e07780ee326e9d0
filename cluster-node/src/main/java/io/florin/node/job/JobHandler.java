package io.florin.node.job;

/** Does the jobs of one kind. Runs are many at a time, each on a virtual thread. */
@FunctionalInterface
public interface JobHandler {
    /**
     * Does the job, or learns what became of an earlier attempt at it. What it throws is a failure
     * that is tried again, or an unknown outcome once the run has marked the job as sent.
     *
     * @throws InterruptedException once the run's time is over, or the job is not its own any more;
     *     a handler never swallows it
     */
    Outcome run(Run run) throws InterruptedException;

    /** What a payload of this kind must be. */
    default PayloadCheck payload() {
        return PayloadCheck.ANYTHING;
    }
}
