package io.florin.node.ai.provider;

import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Who pays for what; all of it words of the settings. */
    public record Spending(String app, String kind, String model) {}

    private static final long NANOS_OF_A_MICRO = 1_000;

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final Map<Spending, AtomicLong> nanoUsd = new ConcurrentHashMap<>();
    private final Meter meter;

    public AiMetrics() {
        this(Meter.NONE);
    }

    /** The meter is told of each call and of what it costs. */
    public AiMetrics(Meter meter) {
        this.meter = meter;
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

    /** A provider was asked, or would have been. */
    void asked(String provider, Answer answer, long nanos) {
        var outcome =
                switch (answer) {
                    case Answer.Completion _ -> "answered";
                    case Answer.Fault fault -> fault.trouble().name().toLowerCase(Locale.ROOT);
                };
        meter.record(Metric.AI_CALL, nanos, provider, outcome);
    }

    /** An answer is paid for. */
    public void paid(Spending spending, long nanos, Usage usage) {
        add(Count.NANO_USD, nanos);
        long before = nanoUsd.computeIfAbsent(spending, _ -> new AtomicLong()).getAndAdd(nanos);
        long more = (before + nanos) / NANOS_OF_A_MICRO - before / NANOS_OF_A_MICRO;
        var kind = spending.kind();
        var model = spending.model();
        meter.count(Metric.AI_COST_MICRO_USD, more, spending.app(), kind, model);
        switch (usage) {
            case Usage.Tokens tokens -> {
                meter.count(Metric.AI_TOKENS, tokens.input(), kind, model, "input");
                meter.count(Metric.AI_TOKENS, tokens.cached(), kind, model, "cached");
                meter.count(Metric.AI_TOKENS, tokens.audio(), kind, model, "audio");
                meter.count(Metric.AI_TOKENS, tokens.output(), kind, model, "output");
            }
            case Usage.Time(var millis) -> meter.count(Metric.AI_RECORDING, millis, kind, model);
        }
    }

    private LongAdder adder(Count count) {
        var adder = counts.get(count);
        if (adder == null) throw new IllegalStateException("All are there from the start.");
        return adder;
    }
}
