package io.florin.edge.app;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong, one sentence each; not thread-safe. */
final class Findings {
    private final List<String> sentences = new ArrayList<>();

    /** {@code <file>: <key> <wrong>; <mend>.} */
    void add(String file, String key, String wrong, String mend) {
        sentences.add("%s: %s %s; %s.".formatted(file, key, wrong, mend));
    }

    /**
     * Throws {@link IllegalArgumentException} with all of them, if there are any; in one line,
     * which is what a start that failed shows of its log.
     */
    void raise() {
        if (!sentences.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", sentences));
        }
    }
}
