package io.florin.node.job;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the runs of this node: ends what has run for too long, interrupts what was cancelled,
 * and stops all when the database has been silent for too long.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration TIMES_EVERY = Duration.ofMillis(50);

    private final AtomicBoolean looking = new AtomicBoolean();
    private final Runs runs;
    private final JobSettings.Times times;
    private volatile long heardNanos = System.nanoTime();

    private final Runnable also;

    /** Looks by the way after something else, too; it blocks. */
    Watch(Runs runs, JobSettings.Times times, Runnable also) {
        this.runs = runs;
        this.times = times;
        this.also = also;
    }

    /** Until the system ends. */
    void begin(ActorSystem<?> system, Executor blocking) {
        repeat(system, TIMES_EVERY, () -> runs.checkTimes(System.nanoTime()));
        repeat(
                system,
                Duration.ofMillis(times.watch()),
                () -> {
                    checkSilence();
                    if (looking.compareAndSet(false, true)) blocking.execute(this::look);
                });
    }

    private static void repeat(ActorSystem<?> system, Duration every, Runnable task) {
        Cancellable repeated =
                system.scheduler()
                        .scheduleWithFixedDelay(every, every, task, system.executionContext());
        system.getWhenTerminated().thenRun(repeated::cancel);
    }

    private void look() {
        try {
            runs.checkFences();
            runs.resolveDoubt(System.nanoTime());
            also.run();
            heardNanos = System.nanoTime();
        } catch (RuntimeException e) {
            LOG.warn("Runs could not be checked: {}", e.toString());
        } finally {
            looking.set(false);
        }
    }

    private void checkSilence() {
        if (System.nanoTime() - heardNanos < times.silence() * 1_000_000) return;
        int stopped = runs.stopAll();
        if (stopped > 0) LOG.error("The database is silent: {} runs are stopped", stopped);
    }
}
