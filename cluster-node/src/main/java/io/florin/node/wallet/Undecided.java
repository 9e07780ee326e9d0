package io.florin.node.wallet;

import io.florin.protocol.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The work that waits to be decided, in its order, within two bounds: how many, and how long the
 * payloads of their jobs are in all. Not thread-safe.
 */
final class Undecided<C> {
    /** Of all payloads that wait. */
    static final int MAX_CHARS = 8 * 1024 * 1024;

    /** Of the payloads that go into one write, which is one message to the journal. */
    static final int MAX_BATCH_CHARS = 1024 * 1024;

    private final ProcessSettings settings;
    private final ArrayDeque<Work<C>> works = new ArrayDeque<>();
    private long chars;

    Undecided(ProcessSettings settings) {
        this.settings = settings;
    }

    /** False: there is no room. */
    boolean add(Work<C> work) {
        boolean full = works.size() >= settings.maxUndecided() || chars + work.chars() > MAX_CHARS;
        if (full) return false;
        chars += work.chars();
        return works.add(work);
    }

    /** What was taken before comes first again, whether there is room or not. */
    void putBack(List<Work<C>> taken) {
        for (var work : taken.reversed()) {
            works.addFirst(work);
            chars += work.chars();
        }
    }

    /** The work of one write; what has expired meanwhile is told so. */
    List<Work<C>> takeBatch(Instant now, List<Effect<C>> effects) {
        var batch = new ArrayList<Work<C>>(Math.min(works.size(), settings.maxBatch()));
        long inBatch = 0;
        while (!works.isEmpty() && batch.size() < settings.maxBatch()) {
            inBatch += works.getFirst().chars();
            if (!batch.isEmpty() && inBatch > MAX_BATCH_CHARS) break;
            var work = works.removeFirst();
            chars -= work.chars();
            if (work.isExpired(now)) {
                inBatch -= work.chars();
                effects.addAll(work.notTaken(Refusal.BUSY));
            } else {
                batch.add(work);
            }
        }
        return batch;
    }

    List<Work<C>> takeAll() {
        var all = List.copyOf(works);
        works.clear();
        chars = 0;
        return all;
    }

    int size() {
        return works.size();
    }

    boolean isEmpty() {
        return works.isEmpty();
    }
}
