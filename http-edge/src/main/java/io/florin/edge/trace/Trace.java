package io.florin.edge.trace;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.MDC;

/**
 * What a request belongs to, and which of its parts it is itself: {@code trace-id} and {@code
 * parent-id} of W3C Trace Context, in lower-case hexadecimal digits.
 *
 * @param flags as they came; nothing is sampled here
 */
public record Trace(String traceId, String requestId, String flags) {
    /** The header of a request and of its answer. */
    public static final String HEADER = "traceparent";

    /** In the log, by these names. */
    public static final String TRACE_ID = "traceId";

    public static final String REQUEST_ID = "requestId";

    static final AttributeKey<Trace> OF_REQUEST = AttributeKey.create("florin-trace", Trace.class);

    /** Later versions may say more behind what this one says. */
    private static final Pattern PATTERN =
            Pattern.compile(
                    "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}"
                            + "-([0-9a-f]{2})(-.*)?");

    private static final int MAX_CHARS = 512;
    private static final String FIRST_VERSION = "00";
    private static final String NO_FLAGS = "00";

    /** The sender's trace, with a part of it for what it sent; empty: the header is not valid. */
    static Optional<Trace> continued(String header, String requestId) {
        if (header.length() > MAX_CHARS) return Optional.empty();
        var parts = PATTERN.matcher(header);
        if (!parts.matches()) return Optional.empty();
        boolean saysMore = parts.group(4) != null;
        if (saysMore && parts.group(1).equals(FIRST_VERSION)) return Optional.empty();
        return Optional.of(new Trace(parts.group(2), requestId, parts.group(3)));
    }

    /** Whose work this thread does now. */
    public static Optional<Trace> ofThread() {
        var requestId = MDC.get(REQUEST_ID);
        var traceId = MDC.get(TRACE_ID);
        return requestId == null || traceId == null
                ? Optional.empty()
                : Optional.of(new Trace(traceId, requestId, NO_FLAGS));
    }

    /** What {@link Traces} gave the request. */
    public static Optional<Trace> of(HttpRequest request) {
        return request.getAttribute(OF_REQUEST);
    }

    /** The same request, which knows its trace. */
    public HttpRequest on(HttpRequest request) {
        return request.addAttribute(OF_REQUEST, this);
    }

    public HttpHeader header() {
        return RawHeader.create(
                HEADER, FIRST_VERSION + "-" + traceId + "-" + requestId + "-" + flags);
    }

    /** The work, as part of the trace if there is one. */
    public static <T> T during(Optional<Trace> trace, Supplier<T> work) {
        return trace.isPresent() ? trace.get().during(work) : work.get();
    }

    /** What is logged meanwhile, on this thread, has the ids with it. */
    public <T> T during(Supplier<T> work) {
        if (requestId.equals(MDC.get(REQUEST_ID))) return work.get();
        MDC.put(TRACE_ID, traceId);
        MDC.put(REQUEST_ID, requestId);
        try {
            return work.get();
        } finally {
            MDC.remove(REQUEST_ID);
            MDC.remove(TRACE_ID);
        }
    }
}
