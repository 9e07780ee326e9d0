package io.florin.edge.stream;

import java.util.concurrent.atomic.AtomicReference;

/** The place of one stream among those that are open; given back once, whatever happens. */
final class Place {
    private enum State {
        /** The answer is on its way to the connection. */
        TAKEN,
        RUNNING,
        GONE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.TAKEN);
    private final Runnable giveBack;

    Place(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** False if it came too late. */
    boolean begin() {
        return state.compareAndSet(State.TAKEN, State.RUNNING);
    }

    void end() {
        if (state.compareAndSet(State.RUNNING, State.GONE)) giveBack.run();
    }

    /** A connection that ended before its answer began never says so. */
    void lapse() {
        if (state.compareAndSet(State.TAKEN, State.GONE)) giveBack.run();
    }
}
