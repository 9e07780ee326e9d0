package io.florin.node.job;

import io.florin.persistence.job.Claim;

/** One attempt at a job, as its handler sees it. Calls block. */
public interface Run {
    Claim claim();

    /** Shown to whoever looks at the job; of more than a few a second, some are left out. */
    void progress(int percent, String note);

    /**
     * Records, under the fence, that a request that moves outside money is about to leave. From
     * then on the job is never released, cancelled or dead by itself. Returns only if the run may
     * go on.
     *
     * @throws FenceLost if the job is not this run's any more: nothing may be sent
     */
    void markSent();

    /** An earlier request may have taken effect: ask the provider before sending anything. */
    boolean mustAskFirst();
}
