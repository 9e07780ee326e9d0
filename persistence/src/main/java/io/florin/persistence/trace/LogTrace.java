package io.florin.persistence.trace;

import io.florin.protocol.trace.ThreadTrace;
import io.florin.protocol.trace.Trace;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Whose work this thread does, as its log knows it. */
public final class LogTrace implements ThreadTrace {
    private static final LogTrace LOG = new LogTrace();

    private LogTrace() {}

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

    /** Null: nobody's that is known. */
    public static @Nullable Trace ofThread() {
        return LOG.trace();
    }

    /**
     * What whoever is asked for something is told of whose work it is; nothing, if it is nobody's.
     */
    public static Map<String, String> headers() {
        var trace = ofThread();
        return trace == null ? Map.of() : Map.of(Trace.HEADER, trace.header());
    }

    /** What is logged meanwhile, on this thread, has the ids with it; null changes nothing. */
    public static <T extends @Nullable Object> T within(@Nullable Trace trace, Supplier<T> work) {
        return LOG.during(trace, work);
    }

    /** The same for work that gives nothing. */
    public static void run(@Nullable Trace trace, Runnable work) {
        within(
                trace,
                () -> {
                    work.run();
                    return true;
                });
    }
}
