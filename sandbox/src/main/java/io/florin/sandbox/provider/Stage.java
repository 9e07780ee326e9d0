package io.florin.sandbox.provider;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What every simulator stands on: its store, its faults, its clock, its timer, its ids. */
public final class Stage implements AutoCloseable {
    private static final int TIMERS_MAX = 100_000;
    private static final int ID_CHARACTERS = 24;
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final Surroundings surroundings;
    private final Object judging = new Object();
    private final ObjectStore store;
    private final FaultPlan faults = new FaultPlan();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final RandomGenerator random = new SecureRandom();
    private final ScheduledThreadPoolExecutor timer;

    Stage(String name, Surroundings surroundings) {
        this.surroundings = surroundings;
        store = ObjectStore.open(surroundings.folder(), name);
        var threads = Thread.ofPlatform().daemon().name(name + "-timer").factory();
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public ObjectStore store() {
        return store;
    }

    FaultPlan faults() {
        return faults;
    }

    public Instant now() {
        return surroundings.clock().instant();
    }

    /** An id that no other run has given out: the ledger remembers the ids of earlier runs. */
    public String id(String prefix) {
        var id = new StringBuilder(prefix);
        for (var i = 0; i < ID_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** Waits on the caller's thread, but not longer than the simulator lives. */
    void pause(Duration pause) throws InterruptedException {
        var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs later; not at all when the simulator has ended by then. */
    public void after(Duration delay, Runnable task) {
        if (closing.getCount() == 0) return;
        if (timer.getQueue().size() >= TIMERS_MAX) {
            throw new IllegalStateException(
                    "%d steps of the simulator wait already.".formatted(TIMERS_MAX));
        }
        var _ = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs after one step of the world outside, alone; whatever it is about may be gone then. */
    public void next(Runnable task) {
        after(
                surroundings.step(),
                () -> {
                    try {
                        alone(task);
                    } catch (Refused | IllegalArgumentException _) {
                        // A reset, or a move by hand, came first: there is nothing to do any more.
                    }
                });
    }

    /** As {@link #judge}, without an answer. */
    public void alone(Runnable work) {
        synchronized (judging) {
            work.run();
        }
    }

    /** One at a time judges and moves: two confirmations of one intent never meet. */
    public <T> T judge(Supplier<T> work) {
        synchronized (judging) {
            return work.get();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        timer.shutdownNow();
        store.close();
    }
}
