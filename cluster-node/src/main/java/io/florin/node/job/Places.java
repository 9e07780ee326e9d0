package io.florin.node.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.florin.protocol.job.Priority;

/**
 * The places for runs of one queue on this node. A stream waits for some before it claims; the
 * highest priority that waits is served first. Thread-safe.
 */
final class Places {
    private final int all;

    @GuardedBy("this")
    private final int[] waiting = new int[Priority.values().length];

    @GuardedBy("this")
    private int free;

    @GuardedBy("this")
    private boolean closed;

    Places(int all) {
        this.all = all;
        this.free = all;
    }

    /** Waits for 1 to {@code most} places; answers 0 once no more are given. */
    synchronized int take(Priority priority, int most) throws InterruptedException {
        waiting[priority.ordinal()]++;
        try {
            while (!closed && (free < 1 || isOvertaken(priority))) wait();
            if (closed) return 0;
            int taken = Math.min(free, most);
            free -= taken;
            return taken;
        } finally {
            waiting[priority.ordinal()]--;
            notifyAll();
        }
    }

    @GuardedBy("this")
    private boolean isOvertaken(Priority priority) {
        for (int before = 0; before < priority.ordinal(); before++) {
            if (waiting[before] > 0) return true;
        }
        return false;
    }

    synchronized void give(int places) {
        free += places;
        notifyAll();
    }

    synchronized int taken() {
        return all - free;
    }

    /** Who waits, waits no more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
