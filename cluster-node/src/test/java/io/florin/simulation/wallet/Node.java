package io.florin.simulation.wallet;

import io.florin.simulation.world.World;
import java.time.Instant;
import java.util.ArrayDeque;

/** A machine with a clock of its own. Frozen, it does nothing, and then all of it at once. */
final class Node {
    private final World world;
    private final int number;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private long clockAheadMicros;
    private boolean frozen;
    private boolean dead;

    Node(World world, int number, long clockAheadMicros) {
        this.world = world;
        this.number = number;
        this.clockAheadMicros = clockAheadMicros;
    }

    Instant clock() {
        return world.instantAt(world.now() + clockAheadMicros);
    }

    /** The same moment on the world's clock. */
    Instant toWorld(Instant local) {
        return local.minusNanos(clockAheadMicros * 1_000);
    }

    void setClock(long aheadMicros) {
        clockAheadMicros = aheadMicros;
    }

    boolean isFrozen() {
        return frozen;
    }

    boolean isDead() {
        return dead;
    }

    /** Runs it now, after the thaw, or never. */
    void run(Runnable action) {
        if (dead) return;
        if (frozen) {
            held.add(action);
        } else {
            action.run();
        }
    }

    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
        long micros = 0;
        while (!held.isEmpty()) {
            var action = held.remove();
            world.in(micros++, () -> run(action));
        }
    }

    void die() {
        dead = true;
        held.clear();
    }

    @Override
    public String toString() {
        return "n" + number;
    }
}
