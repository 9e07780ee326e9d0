package io.florin.node.ai.provider;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What models were asked by this node, counted since it started. */
public final class AiMetrics {
    /** What is counted. */
    public enum Count {
        /** Of a provider, whatever came of it. */
        CALLS,
        FALLBACKS,
        FAULTS,
        CIRCUITS_OPENED,
        /** Nothing was left to pay with: an alert. */
        QUOTA_EXHAUSTED,
        /** An earlier attempt's answer was used instead of a call. */
        REUSED,
        UNREADABLE,
        UNSUITABLE,
        /** Done by rules, for no model answered. */
        BY_RULES,
        NANO_USD
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    public AiMetrics() {
        for (var count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    public void add(Count count, long more) {
        adder(count).add(more);
    }

    public long of(Count count) {
        return adder(count).sum();
    }

    private LongAdder adder(Count count) {
        var adder = counts.get(count);
        if (adder == null) throw new IllegalStateException("All are there from the start.");
        return adder;
    }
}
