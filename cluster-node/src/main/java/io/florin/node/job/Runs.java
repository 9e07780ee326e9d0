package io.florin.node.job;

import io.florin.node.job.JobMetrics.Count;
import io.florin.node.job.Running.Cut;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.Fence;
import io.florin.persistence.job.OwnRuns;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.job.Settling;
import io.florin.protocol.trace.TraceIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All jobs that this node has claimed and not ended: claims them, runs each on a virtual thread,
 * and hands its end to the {@link Finisher}. As many as there are {@link Places}.
 */
final class Runs implements Settles {
    /** What runs are made with. */
    record Tools(
            RunTable table,
            OwnRuns own,
            String incarnation,
            JobSettings settings,
            JobHandlers handlers,
            JobMetrics metrics,
            InstantSource clock,
            RandomGenerator random,
            TraceIds traces) {}

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final int SETTLED_ANEW = 10_000;
    private static final Duration UNKNOWN_KIND = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();

    private final Map<Fence, Running> held = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock claiming = new ReentrantReadWriteLock();
    private final Object empty = new Object();
    private final AtomicBoolean inDoubt = new AtomicBoolean();
    private final Tools tools;
    private final Finisher finisher;
    private final Settler settler;
    private volatile long lookedNanos = System.nanoTime();
    private volatile boolean takesNoMore;

    Runs(Tools tools, Wakes wakes, Settler settler) {
        this.tools = tools;
        this.settler = settler;
        this.finisher = new Finisher(tools, wakes, settler, this::release, this::doubt);
    }

    /** Claims what may run of these jobs, which have places, and begins it. Blocks. */
    int claim(List<Long> seqs, Places places) {
        claiming.readLock().lock();
        try {
            if (takesNoMore) throw new RejectedExecutionException("This node takes no more jobs.");
            var claims = claimed(seqs);
            tools.metrics().add(Count.CLAIMED, claims.size());
            tools.metrics().add(Count.SKIPPED, (long) seqs.size() - claims.size());
            claims.forEach(claim -> start(claim, places));
            return claims.size();
        } finally {
            claiming.readLock().unlock();
        }
    }

    private List<Claim> claimed(List<Long> seqs) {
        try {
            return tools.table().claim(seqs, tools.incarnation(), seqs.size());
        } catch (RuntimeException e) {
            if (DatabaseException.mayHaveWorked(e)) doubt();
            throw e;
        }
    }

    /** Those under way are in when this returns. Blocks. */
    void takeNoMore() {
        claiming.writeLock().lock();
        try {
            takesNoMore = true;
        } finally {
            claiming.writeLock().unlock();
        }
    }

    private void start(Claim claim, Places places) {
        var kind = tools.settings().kinds().get(claim.job().spec().kind());
        long millis = kind == null ? tools.settings().times().grace() : kind.timeoutMillis();
        long deadline = System.nanoTime() + millis * 1_000_000;
        var trace = tools.traces().within(claim.trace());
        var running = new Running(claim, tools.table(), places, deadline, trace);
        held.put(claim.fence(), running);
        running.start(() -> end(running, timed(running, kind)));
    }

    private Over timed(Running running, @Nullable KindSettings kind) {
        if (kind == null) return run(running, null);
        var job = running.claim().job();
        var due = job.runAt().isAfter(job.createdAt()) ? job.runAt() : job.createdAt();
        long begunNanos = System.nanoTime();
        tools.metrics().begun(kind.queue(), Duration.between(due, tools.clock().instant()));
        var over = run(running, kind);
        tools.metrics().ran(running, System.nanoTime() - begunNanos);
        return over;
    }

    private Over run(Running running, @Nullable KindSettings kind) {
        var claim = running.claim();
        var handler = tools.handlers().of(claim.job().spec().kind());
        // A newer release may know it: the job waits, and counts no failure.
        if (kind == null || handler.isEmpty()) {
            return new Over.GivenBack(claim.fence(), UNKNOWN_KIND);
        }
        Outcome outcome;
        try {
            if (!running.begin()) return cutShort(running, kind);
            outcome = handler.get().run(running);
            if (!Next.fits(claim, outcome)) {
                LOG.error("Job {}: its handler wants an unfit effect", claim.job().id());
                outcome = Next.broken(running.sent(), "effect_unfit", "The effect does not fit.");
            }
        } catch (InterruptedException e) {
            return cutShort(running, kind);
        } catch (FenceLost e) {
            return new Over.Lost();
        } catch (RuntimeException | Error e) {
            // Many a library wraps an interrupt.
            if (running.cut() != null) return cutShort(running, kind);
            LOG.warn("Job {} failed", claim.job().id(), e);
            var name = e.getClass().getSimpleName();
            outcome = Next.broken(running.sent(), "handler_failed", "The handler threw " + name);
        }
        return next(running, kind, outcome);
    }

    private Over next(Running running, KindSettings kind, Outcome outcome) {
        var now = tools.clock().instant();
        double drawn = tools.random().nextDouble();
        return new Over.Ended(
                Next.after(kind, running.claim(), running.sent(), outcome, now, drawn));
    }

    private Over cutShort(Running running, KindSettings kind) {
        var fence = running.claim().fence();
        return switch (running.cut()) {
            case null ->
                    next(running, kind, Next.broken(running.sent(), "interrupted", "Interrupted."));
            case TIMED_OUT -> next(running, kind, Next.timeout(running.sent(), kind));
            case LOST -> new Over.Lost();
            case STOPPED -> new Over.GivenBack(fence, Duration.ZERO);
        };
    }

    private void end(Running running, Over over) {
        if (running.end()) {
            finisher.add(running, over, false);
        } else {
            release(running);
        }
    }

    private void release(Running running) {
        held.remove(running.claim().fence(), running);
        running.places().give(1);
        if (!held.isEmpty()) return;
        synchronized (empty) {
            empty.notifyAll();
        }
    }

    @Override
    public void doubt() {
        inDoubt.set(true);
    }

    /** Interrupts what has run for too long; what does not heed it is ended without it. */
    void checkTimes(long nowNanos) {
        long graceNanos = tools.settings().times().grace() * 1_000_000;
        for (var running : held.values()) {
            long overdue = running.overdueNanos(nowNanos);
            if (overdue < 0 || running.isOver()) continue;
            if (running.cut(Cut.TIMED_OUT)) {
                tools.metrics().add(Count.TIMED_OUT, 1);
            } else if (overdue > graceNanos) {
                abandon(running);
            }
        }
    }

    /** Its thread keeps its place until it returns. */
    private void abandon(Running running) {
        var kind = tools.settings().kinds().get(running.claim().job().spec().kind());
        if (kind == null || !running.end()) return;
        tools.metrics().add(Count.STUCK, 1);
        running.logUnheeded();
        finisher.add(running, cutShort(running, kind), true);
    }

    /** Interrupts the runs whose jobs are not theirs any more. Blocks. */
    void checkFences() {
        var newest = new HashMap<Long, Running>();
        for (var running : held.values()) {
            if (!running.isOver())
                newest.merge(running.claim().fence().seq(), running, this::newer);
        }
        var fences = newest.values().stream().map(running -> running.claim().fence()).toList();
        for (long seq : tools.table().lost(fences)) {
            var running = newest.get(seq);
            if (running != null) running.cut(Cut.LOST);
        }
    }

    /** Of two runs of one job at most the newest has its fence. */
    private Running newer(Running one, Running other) {
        boolean isNewer = one.claim().fence().attempt() > other.claim().fence().attempt();
        (isNewer ? other : one).cut(Cut.LOST);
        return isNewer ? one : other;
    }

    /** A door has written it. A run that is under way here is stopped, and then does the rest. */
    @Override
    public void settle(Settling settling) {
        var running = held.get(settling.fence());
        if (running == null) {
            settler.settle(settling);
        } else if (!running.cut(Cut.LOST)) {
            doubt();
        }
    }

    private boolean runs(Fence fence) {
        var running = held.get(fence);
        return running != null && !running.isOver();
    }

    /**
     * After a statement whose outcome was not heard, and every few seconds, for not every such
     * statement is ours: what was done in our name, unknown to us, is given back, or done. Blocks.
     */
    void resolveDoubt(long nowNanos) {
        if (!inDoubt.getAndSet(false) && nowNanos - lookedNanos < LOOK_NANOS) return;
        lookedNanos = nowNanos;
        claiming.writeLock().lock();
        try {
            var unknown =
                    tools.own().of(tools.incarnation()).stream()
                            .filter(fence -> !held.containsKey(fence))
                            .toList();
            if (!unknown.isEmpty()) tools.own().giveBack(unknown, Duration.ZERO);
            tools.table().settling(tools.incarnation(), SETTLED_ANEW).stream()
                    .filter(settling -> !runs(settling.fence()))
                    .forEach(settler::settle);
        } catch (RuntimeException e) {
            doubt();
            throw e;
        } finally {
            claiming.writeLock().unlock();
        }
    }

    /** Interrupts everything; what stops gives its job back. Answers how many. */
    int stopAll() {
        return (int) held.values().stream().filter(each -> each.cut(Cut.STOPPED)).count();
    }

    /** Waits until nothing is held any more, at most so long. */
    void awaitNone(long millis) throws InterruptedException {
        long untilNanos = System.nanoTime() + millis * 1_000_000;
        synchronized (empty) {
            while (!held.isEmpty()) {
                long left = (untilNanos - System.nanoTime()) / 1_000_000;
                if (left <= 0) return;
                empty.wait(left);
            }
        }
    }

    /** The jobs that are ours, those being settled with them. */
    int count() {
        return held.size();
    }

    void close() {
        finisher.close();
    }
}
