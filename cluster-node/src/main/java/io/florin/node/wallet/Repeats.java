package io.florin.node.wallet;

import io.florin.protocol.transfer.TransferId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * When to ask a destination again: after a time that doubles with each attempt, up to a maximum.
 * Entries of answered legs are not searched for; they are passed over when they come up.
 */
final class Repeats {
    record Due(Instant at, TransferId transfer, int leg, int attempt) {}

    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final long firstMillis;
    private final long maxMillis;

    Repeats(long firstMillis, long maxMillis) {
        this.firstMillis = firstMillis;
        this.maxMillis = maxMillis;
    }

    /** The question was just asked for the {@code attempt}-th time, from 1. */
    void asked(TransferId transfer, int leg, int attempt, Instant now) {
        long doubled = firstMillis << Math.min(attempt - 1, 20);
        queue.add(new Due(now.plusMillis(Math.min(maxMillis, doubled)), transfer, leg, attempt));
    }

    List<Due> takeDue(Instant now) {
        var due = new ArrayList<Due>();
        while (!queue.isEmpty() && !queue.element().at().isAfter(now)) {
            due.add(queue.remove());
        }
        return due;
    }

    @Nullable Instant next() {
        var first = queue.peek();
        return first == null ? null : first.at();
    }

    /** The earlier of two times, where null is never. */
    static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null) return b;
        return b == null || a.isBefore(b) ? a : b;
    }

    void clear() {
        queue.clear();
    }
}
