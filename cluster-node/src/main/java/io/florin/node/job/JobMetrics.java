package io.florin.node.job;

import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import io.florin.node.telemetry.Span;
import io.florin.node.telemetry.Spans;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** What this node has done, counted since it started. */
public final class JobMetrics {
    /** What is counted. */
    public enum Count {
        CLAIMED,
        SKIPPED,
        SUCCEEDED,
        RETRIED,
        UNKNOWN,
        DEAD,
        GIVEN_BACK,
        LOST,
        TIMED_OUT,
        STUCK,
        RESCUED,
        DISPATCHED,
        PARKED,
        SETTLED,
        NOT_SETTLED,
        /** Of the settled: credits that the wallet could not take. */
        SUSPENDED
    }

    /** How a run can end. */
    private static final Set<Count> ENDS =
            EnumSet.of(
                    Count.SUCCEEDED,
                    Count.RETRIED,
                    Count.UNKNOWN,
                    Count.DEAD,
                    Count.GIVEN_BACK,
                    Count.LOST);

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final Meter meter;
    private final Spans spans;

    public JobMetrics() {
        this(Meter.NONE, Spans.NONE);
    }

    /** They are told of each run. */
    public JobMetrics(Meter meter, Spans spans) {
        this.meter = meter;
        this.spans = spans;
        for (var count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    /** All ends that runs of these kinds can have are told of before the first has one. */
    void begin(Set<String> kinds) {
        for (var kind : kinds) {
            for (var end : ENDS) meter.count(Metric.JOB_RUN_ENDS, 0, kind, word(end));
        }
    }

    void add(Count count, long more) {
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

    /** A run has begun, so long after it was due. */
    void begun(String queue, Duration lag) {
        meter.record(Metric.JOB_DISPATCH_LAG, lag.toNanos(), queue);
    }

    /** A run has returned. */
    void ran(Running run, long nanos) {
        var kind = run.claim().job().spec().kind();
        meter.record(Metric.JOB_RUN, nanos, kind);
        if (!spans.take(run.trace())) return;
        var whole = run.claim().trace();
        var parent = whole == null ? null : whole.requestId();
        var tags = Map.of("kind", kind);
        spans.add(new Span(Span.Name.JOB_RUN, run.trace(), parent, nanos, tags));
    }

    /** A job of the queue {@code ai} has its outcome, so long after it came, or was wanted. */
    void processed(String kind, Duration taken) {
        meter.record(Metric.CONTENT_PROCESSING, taken.toNanos(), kind);
    }

    /** A run's end is written, or known to be lost. */
    void ended(String kind, Count end) {
        add(end, 1);
        meter.count(Metric.JOB_RUN_ENDS, 1, kind, word(end));
    }

    private static String word(Count count) {
        return count.name().toLowerCase(Locale.ROOT);
    }
}
