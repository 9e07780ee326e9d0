package io.florin.edge.operation;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests under way and says when there are too many. */
final class InFlight {
    private final int max;
    private final AtomicInteger underWay = new AtomicInteger();

    InFlight(int max) {
        this.max = max;
    }

    boolean enter() {
        if (underWay.incrementAndGet() <= max) return true;
        underWay.decrementAndGet();
        return false;
    }

    void leave() {
        underWay.decrementAndGet();
    }
}
