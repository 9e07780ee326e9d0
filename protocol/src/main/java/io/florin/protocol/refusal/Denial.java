package io.florin.protocol.refusal;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A refusal with the numbers that explain it, such as required, available, shortfall. */
public record Denial(Refusal why, Map<String, Long> facts) {
    public Denial {
        facts = facts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    public static Denial of(Refusal why) {
        return new Denial(why, Map.of());
    }
}
