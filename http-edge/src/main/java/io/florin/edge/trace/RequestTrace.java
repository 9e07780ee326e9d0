package io.florin.edge.trace;

import io.florin.protocol.trace.ThreadTrace;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.trace.TraceIds;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The trace of a request: in its headers, on the request itself, and on the threads it meets. */
public final class RequestTrace implements ThreadTrace {
    private static final RequestTrace LOG = new RequestTrace();

    private static final AttributeKey<Trace> OF_REQUEST =
            AttributeKey.create("florin-trace", Trace.class);

    private RequestTrace() {}

    /** A part of the sender's, or one that begins here: what is not valid is as good as nothing. */
    public static Trace begin(HttpRequest request, TraceIds ids) {
        var sent = request.getHeader(Trace.HEADER);
        return ids.within(sent.flatMap(header -> Trace.parse(header.value())).orElse(null));
    }

    /** The id of what has sent the request, as part of its trace; null: nothing is known of it. */
    public static @Nullable String sender(HttpRequest request) {
        return request.getHeader(Trace.HEADER)
                .flatMap(header -> Trace.parse(header.value()))
                .map(Trace::requestId)
                .orElse(null);
    }

    /** The same request, which knows its trace. */
    public static HttpRequest on(HttpRequest request, Trace trace) {
        return request.addAttribute(OF_REQUEST, trace);
    }

    /** Null: it has none yet. */
    public static @Nullable Trace of(HttpRequest request) {
        return request.getAttribute(OF_REQUEST).orElse(null);
    }

    public static HttpHeader header(Trace trace) {
        return RawHeader.create(Trace.HEADER, trace.header());
    }

    /** Whose work this thread does now; null: nobody's that is known. */
    public static @Nullable Trace ofThread() {
        return LOG.trace();
    }

    /** The work, as part of the trace if there is one. */
    public static <T extends @Nullable Object> T within(@Nullable Trace trace, Supplier<T> work) {
        return LOG.during(trace, work);
    }

    @Override
    public @Nullable String get(String word) {
        return MDC.get(word);
    }

    @Override
    public void put(String word, String value) {
        MDC.put(word, value);
    }

    @Override
    public void remove(String word) {
        MDC.remove(word);
    }
}
