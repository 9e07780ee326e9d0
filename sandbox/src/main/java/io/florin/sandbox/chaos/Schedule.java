package io.florin.sandbox.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fault comes next, for ever, from the seed alone. The kinds are dealt like cards: each comes
 * once before any comes again, so that a run of some minutes has met them all.
 */
public final class Schedule implements Iterator<Schedule.Step> {
    /** A fault in its place; the first has number 1. */
    public record Step(int number, Kind kind, Fault fault) {}

    private final Random random;
    private final int nodes;
    private final Set<Kind> kinds;
    private final List<Kind> deck = new ArrayList<>();
    private int dealt;

    /**
     * From its beginning.
     *
     * @param kinds at least one
     */
    public Schedule(long seed, int nodes, Set<Kind> kinds) {
        if (kinds.isEmpty()) throw new IllegalArgumentException("No kind of fault is left.");
        this.random = new Random(seed);
        this.nodes = nodes;
        this.kinds = new TreeSet<>(kinds);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Step next() {
        if (deck.isEmpty()) {
            deck.addAll(kinds);
            Collections.shuffle(deck, random);
        }
        var kind = deck.removeLast();
        dealt++;
        return new Step(dealt, kind, kind.draw(random, nodes));
    }
}
