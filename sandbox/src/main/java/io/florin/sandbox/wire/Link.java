package io.florin.sandbox.wire;

import java.time.Duration;
import java.util.SplittableRandom;
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

        record Lossy(int percent, SplittableRandom there, SplittableRandom back) implements State {}
    }

    /** From the caller to the server, or from the server to the caller. */
    enum Way {
        THERE,
        BACK
    }

    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = new State.Sound();
    private long held;

    /**
     * A sound one.
     *
     * @param name no two may lose the same packets
     */
    public Link(String name) {
        this.name = name;
    }

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
     * TCP that is carried, so nothing is ever missing. Which pieces of each way, the first, the
     * second and so on, depends on the seed and this link's name alone.
     */
    public void lose(int percent, long seed) {
        become(new State.Lossy(percent, dice(seed, Way.THERE), dice(seed, Way.BACK)));
    }

    private SplittableRandom dice(long seed, Way way) {
        return new SplittableRandom(seed ^ (name + " " + way).hashCode());
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

    /** Returns when the next piece of this way may go on. */
    void pass(Way way) throws InterruptedException {
        LockSupport.parkNanos(delay(way).toNanos());
    }

    /** By how much it is late; returns when nothing is cut. */
    Duration delay(Way way) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean isHeld = state instanceof State.Cut;
            if (isHeld) held++;
            while (state instanceof State.Cut) changed.await();
            var delay = delay(state, way);
            if (!isHeld && !delay.isZero()) held++;
            return delay;
        } finally {
            lock.unlock();
        }
    }

    private static Duration delay(State state, Way way) {
        return switch (state) {
            case State.Sound(), State.Cut() -> Duration.ZERO;
            case State.Slow(var delay) -> delay;
            case State.Lossy(var percent, var there, var back) ->
                    switch (way) {
                        case THERE -> resent(percent, there);
                        case BACK -> resent(percent, back);
                    };
        };
    }

    private static Duration resent(int percent, SplittableRandom dice) {
        return dice.nextInt(100) < percent
                ? Duration.ofMillis(dice.nextInt(RESENT_MIN_MILLIS, RESENT_MAX_MILLIS + 1))
                : Duration.ZERO;
    }
}
