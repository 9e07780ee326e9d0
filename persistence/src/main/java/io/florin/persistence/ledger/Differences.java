package io.florin.persistence.ledger;

import java.util.ArrayList;
import java.util.List;

/** The first sentences about what does not add up; the rest is only counted. Not thread-safe. */
public final class Differences {
    /** So many are kept. */
    public static final int KEPT_MAX = 20;

    private final List<String> kept = new ArrayList<>();
    private long found;

    public void add(String sentence) {
        found++;
        if (kept.size() < KEPT_MAX) kept.add(sentence);
    }

    public boolean isEmpty() {
        return found == 0;
    }

    public long found() {
        return found;
    }

    public List<String> kept() {
        return List.copyOf(kept);
    }
}
