package io.florin.sandbox.wire;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The cable from one caller to one server, both ways.
 *
 * <p>What is cut goes silent: nobody is told, nothing is refused, and what was sent meanwhile
 * arrives after the mending, as after packets that were sent again. So it is with a real network
 * until somebody's patience ends.
 */
public final class Link {
    /** A lost packet is sent again after some 200 ms; when that one is lost, too, after 400. */
    private static final int RESENT_MIN_MILLIS = 200;

    private static final int RESENT_MAX_MILLIS = 400;

    private sealed interface State {
        record Sound() implements State {}

        record Cut() implements State {}

        record Slow(Duration delay) implements State {}

        record Lossy(int percent, Random random) implements State {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = new State.Sound();
    private long held;

    /** Nothing passes any more. */
    public void cut() {
        become(new State.Cut());
    }

    /** Whatever is sent arrives later, and nothing behind it before it. */
    public void slow(Duration delay) {
        become(new State.Slow(delay));
    }

    /**
     * So many of a hundred pieces are late, as if a packet had been lost and was sent again. It is
     * TCP that is carried, so nothing is ever missing.
     */
    public void lose(int percent, long seed) {
        become(new State.Lossy(percent, new Random(seed)));
    }

    /** As good as new. */
    public void mend() {
        become(new State.Sound());
    }

    /** How many pieces, beginnings and ends of connections among them, could not pass at once. */
    public long held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the next piece may go on. */
    void pass() throws InterruptedException {
        LockSupport.parkNanos(delay().toNanos());
    }

    private Duration delay() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean isHeld = state instanceof State.Cut;
            if (isHeld) held++;
            while (state instanceof State.Cut) changed.await();
            var delay = delay(state);
            if (!isHeld && !delay.isZero()) held++;
            return delay;
        } finally {
            lock.unlock();
        }
    }

    private static Duration delay(State state) {
        return switch (state) {
            case State.Sound(), State.Cut() -> Duration.ZERO;
            case State.Slow(var delay) -> delay;
            case State.Lossy(var percent, var random) ->
                    random.nextInt(100) < percent
                            ? Duration.ofMillis(
                                    random.nextInt(RESENT_MIN_MILLIS, RESENT_MAX_MILLIS + 1))
                            : Duration.ZERO;
        };
    }
}
