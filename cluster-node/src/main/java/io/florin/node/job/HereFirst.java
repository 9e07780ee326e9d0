package io.florin.node.job;

import io.florin.persistence.job.Due;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Tells of jobs that may run: this node takes those it has a place for now, and Kafka tells of the
 * others. At most {@value #AT_ONCE} such claims are under way, beside those of the streams; what
 * comes meanwhile goes by way of Kafka, too.
 */
final class HereFirst implements Wakes {
    private static final int AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Claimers claimers;
    private final Wakes others;
    private final Executor blocking;

    HereFirst(Claimers claimers, Wakes others, Executor blocking) {
        this.claimers = claimers;
        this.others = others;
        this.blocking = blocking;
    }

    @Override
    public void wake(List<Due> due) {
        if (due.isEmpty()) return;
        if (!turns.tryAcquire()) {
            others.wake(due);
            return;
        }
        try {
            blocking.execute(() -> inTurn(due));
        } catch (RejectedExecutionException e) { // the node ends
            turns.release();
            others.wake(due);
        }
    }

    private void inTurn(List<Due> due) {
        try {
            wakeNow(due);
        } finally {
            turns.release();
        }
    }

    /** Returns when what there is room for is claimed, out of turn. */
    void wakeNow(List<Due> due) {
        others.wake(claimers.claimNow(due));
    }
}
