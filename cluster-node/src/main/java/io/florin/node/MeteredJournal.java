package io.florin.node;

import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import io.florin.node.telemetry.Span;
import io.florin.node.telemetry.Spans;
import io.florin.persistence.journal.BatchWatch;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.trace.TraceIds;
import java.util.Map;

/**
 * What the journal tells of its statements, told on to the meter and to whoever looks at traces.
 */
record MeteredJournal(Meter meter, Spans spans, TraceIds ids) implements BatchWatch {
    @Override
    public void stored(int events, long nanos) {
        meter.record(Metric.JOURNAL_WRITE, nanos);
        meter.record(Metric.JOURNAL_BATCH_EVENTS, events);
    }

    @Override
    public boolean wantsTraces() {
        return spans.isOn();
    }

    @Override
    public void traced(Trace trace, long nanos) {
        if (!spans.take(trace)) return;
        var part = ids.within(trace);
        var name = Span.Name.JOURNAL_WRITE;
        spans.add(new Span(name, part, trace.requestId(), nanos, Map.of()));
    }
}
