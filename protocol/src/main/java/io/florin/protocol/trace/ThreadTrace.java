package io.florin.protocol.trace;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose work a thread does, in the words that its log prints beside each line, and which are all
 * that is kept of it: whoever has a log says here how to get at them.
 */
public interface ThreadTrace {
    String TRACE_ID = "traceId";

    String REQUEST_ID = "requestId";

    /** Only where they are not {@link Trace#NO_FLAGS}: somebody looks at where the time goes. */
    String FLAGS = "traceFlags";

    @Nullable String get(String word);

    void put(String word, String value);

    void remove(String word);

    /** Null: nobody's that is known. */
    default @Nullable Trace trace() {
        var traceId = get(TRACE_ID);
        var requestId = get(REQUEST_ID);
        if (traceId == null || requestId == null) return null;
        var flags = get(FLAGS);
        return new Trace(traceId, requestId, flags == null ? Trace.NO_FLAGS : flags);
    }

    /** What is logged meanwhile, on this thread, has the ids with it; null changes nothing. */
    default <T extends @Nullable Object> T during(@Nullable Trace trace, Supplier<T> work) {
        if (trace == null || trace.requestId().equals(get(REQUEST_ID))) return work.get();
        var before = trace();
        write(trace);
        try {
            return work.get();
        } finally {
            if (before == null) clear();
            else write(before);
        }
    }

    private void write(Trace trace) {
        put(TRACE_ID, trace.traceId());
        put(REQUEST_ID, trace.requestId());
        if (!trace.flags().equals(Trace.NO_FLAGS)) put(FLAGS, trace.flags());
        else if (get(FLAGS) != null) remove(FLAGS);
    }

    private void clear() {
        remove(TRACE_ID);
        remove(REQUEST_ID);
        if (get(FLAGS) != null) remove(FLAGS);
    }
}
