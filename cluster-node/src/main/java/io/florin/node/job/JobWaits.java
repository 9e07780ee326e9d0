package io.florin.node.job;

import io.florin.persistence.job.JobTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who wait for a job to change. One question for all of them together, five times a second
 * and only while somebody waits: it costs the database the same whether one waits or a thousand.
 */
final class JobWaits {
    private static final Logger LOG = LoggerFactory.getLogger(JobWaits.class);
    private static final long EVERY_MILLIS = 200;
    private static final int MOST = 2_000;

    /** Somebody who waits for a version above this one. */
    private record Wait(long seq, long version, Instant until, CompletableFuture<Void> over) {}

    private final Map<Long, Wait> waits = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final JobTable jobs;
    private final InstantSource clock;
    private final Executor later;

    JobWaits(JobTable jobs, InstantSource clock, Executor blocking) {
        this.jobs = jobs;
        this.clock = clock;
        this.later =
                CompletableFuture.delayedExecutor(EVERY_MILLIS, TimeUnit.MILLISECONDS, blocking);
    }

    /** Ends when the job has changed or the time is over; at once if too many wait already. */
    CompletionStage<Void> changed(long seq, long version, Duration atMost) {
        var over = new CompletableFuture<Void>();
        if (waits.size() >= MOST) {
            over.complete(null);
            return over;
        }
        long number = numbers.incrementAndGet();
        waits.put(number, new Wait(seq, version, clock.instant().plus(atMost), over));
        if (asking.compareAndSet(false, true)) later.execute(this::ask);
        return over.whenComplete((_, _) -> waits.remove(number));
    }

    private void ask() {
        try {
            answer();
        } catch (RuntimeException e) {
            LOG.warn("Who waits for a job is told later: {}", e.toString());
            expire();
        } finally {
            asking.set(false);
            if (!waits.isEmpty() && asking.compareAndSet(false, true)) later.execute(this::ask);
        }
    }

    private void answer() {
        expire();
        var versions = jobs.versions(waits.values().stream().map(Wait::seq).toList());
        for (var wait : waits.values()) {
            var version = versions.get(wait.seq());
            if (version == null || version > wait.version()) wait.over().complete(null);
        }
    }

    private void expire() {
        var now = clock.instant();
        for (var wait : waits.values()) {
            if (!now.isBefore(wait.until())) wait.over().complete(null);
        }
    }
}
