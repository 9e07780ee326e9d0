package io.florin.node.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.florin.protocol.job.Priority;
import java.util.EnumMap;
import java.util.Map;

/**
 * The places for runs of one queue on this node. A stream waits for some before it claims; the
 * highest priority that waits is served first. Thread-safe.
 */
final class Places {
    private final int all;

    @GuardedBy("this")
    private final Map<Priority, Integer> waiting = new EnumMap<>(Priority.class);

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
        waiting.merge(priority, 1, Integer::sum);
        try {
            while (!closed && (free < 1 || isOvertaken(priority))) wait();
            if (closed) return 0;
            int taken = Math.min(free, most);
            free -= taken;
            return taken;
        } finally {
            waiting.merge(priority, -1, Integer::sum);
            notifyAll();
        }
    }

    /**
     * At most so many of those that are free and not waited for by others before; waits for none.
     */
    synchronized int takeFree(Priority priority, int most) {
        int taken = closed || isOvertaken(priority) ? 0 : Math.min(free, most);
        free -= taken;
        return taken;
    }

    @GuardedBy("this")
    private boolean isOvertaken(Priority priority) {
        return waiting.entrySet().stream()
                .anyMatch(each -> each.getKey().compareTo(priority) < 0 && each.getValue() > 0);
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
