package io.florin.edge.operation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests under way, says when there are too many and when there are none. */
final class InFlight {
    private final int max;
    private final AtomicInteger underWay = new AtomicInteger();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;

    InFlight(int max) {
        this.max = max;
    }

    boolean enter() {
        if (underWay.incrementAndGet() <= max) return true;
        leave();
        return false;
    }

    void leave() {
        if (underWay.decrementAndGet() == 0 && draining) drained.complete(null);
    }

    /** Completes as soon as nothing is under way; whatever comes after that is not waited for. */
    CompletionStage<Void> drained() {
        draining = true;
        if (underWay.get() == 0) drained.complete(null);
        return drained;
    }
}
