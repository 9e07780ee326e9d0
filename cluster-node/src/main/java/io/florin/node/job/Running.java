package io.florin.node.job;

import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.job.JobProgress;
import io.florin.protocol.trace.Trace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run under way: its thread, what has cut it short, and whether it is over. Thread-safe. */
final class Running implements Run {
    /** Why a run is interrupted. */
    enum Cut {
        TIMED_OUT,
        LOST,
        STOPPED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final long PROGRESS_EVERY_NANOS = 250_000_000;

    private final Claim claim;
    private final RunTable table;
    private final Places places;
    private final long deadlineNanos;
    private final Trace trace;
    private volatile boolean sent;
    private long progressNanos;
    private boolean progressed;
    private @Nullable Thread thread;
    private @Nullable Cut cut;
    private boolean over;

    /** {@code trace}: the run's part of what its job belongs to. */
    Running(Claim claim, RunTable table, Places places, long deadlineNanos, Trace trace) {
        this.claim = claim;
        this.table = table;
        this.places = places;
        this.deadlineNanos = deadlineNanos;
        this.trace = trace;
        this.sent = claim.sent();
    }

    @Override
    public Claim claim() {
        return claim;
    }

    /** On a thread of its own, as part of its trace. */
    void start(Runnable work) {
        Thread.ofVirtual()
                .name("job-" + claim.fence().seq())
                .start(() -> LogTrace.run(trace, work));
    }

    Trace trace() {
        return trace;
    }

    Places places() {
        return places;
    }

    boolean sent() {
        return sent;
    }

    /** How long its time has been over; negative while it is not. */
    long overdueNanos(long nowNanos) {
        return nowNanos - deadlineNanos;
    }

    /** The calling thread is the one to interrupt; false if there is nothing to run any more. */
    synchronized boolean begin() {
        var job = claim.job();
        LOG.debug("Job {}, {}: run {} begins", job.id(), job.spec().kind(), job.attempt());
        thread = Thread.currentThread();
        return cut == null && !over;
    }

    /** Interrupts the run, once, unless it is over; answers whether it did. */
    synchronized boolean cut(Cut why) {
        if (over || cut != null) return false;
        cut = why;
        if (thread != null) thread.interrupt();
        return true;
    }

    synchronized @Nullable Cut cut() {
        return cut;
    }

    /** From here on nobody interrupts it; true for the first to say so. */
    synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** It was told to stop, and goes on. */
    void logUnheeded() {
        var id = claim.job().id();
        LogTrace.run(trace, () -> LOG.error("Job {} does not heed that it is to stop", id));
    }

    synchronized boolean isOver() {
        return over;
    }

    @Override
    public void progress(int percent, String note) {
        long now = System.nanoTime();
        if (progressed && percent < 100 && now - progressNanos < PROGRESS_EVERY_NANOS) return;
        progressed = true;
        progressNanos = now;
        if (!isHeard(new JobProgress(percent, note))) lose();
    }

    /** That nobody can be told how far it has come is no reason to do it again. */
    private boolean isHeard(JobProgress said) {
        try {
            return table.progress(claim.fence(), said);
        } catch (DatabaseException e) {
            LOG.warn("The progress of job {} is not written: {}", claim.job().id(), e.toString());
            return true;
        }
    }

    @Override
    public void markSent() {
        // If the answer is lost, nobody may say that it was not written.
        sent = true;
        if (!table.markSent(claim.fence())) lose();
    }

    private void lose() {
        cut(Cut.LOST);
        throw new FenceLost(claim.fence().seq());
    }

    @Override
    public boolean mustAskFirst() {
        return claim.sent();
    }
}
