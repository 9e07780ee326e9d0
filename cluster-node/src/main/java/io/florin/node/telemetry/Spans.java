package io.florin.node.telemetry;

import com.typesafe.config.Config;
import io.florin.protocol.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Takes the pieces of sampled traces, for whoever looks at where the time goes. Cheap and never
 * failing, like {@link Meter}. Thread-safe.
 */
public interface Spans extends AutoCloseable {
    /** Nobody looks. */
    Spans NONE =
            new Spans() {
                @Override
                public boolean isOn() {
                    return false;
                }

                @Override
                public void add(Span span) {
                    // Nobody looks.
                }

                @Override
                public void close() {
                    // There is nothing.
                }
            };

    /** Sends them where the settings say; {@code config} is the node's, with Kamon's defaults. */
    static Spans start(TraceSettings settings, Config config) {
        var endpoint = settings.otlpEndpoint();
        return endpoint == null ? NONE : SpanExport.start(endpoint, config);
    }

    /** Whether somebody looks at sampled traces. */
    boolean isOn();

    /** Whether somebody looks at this one. */
    default boolean take(@Nullable Trace trace) {
        return trace != null && isOn() && trace.isSampled();
    }

    /** One that is {@link #take taken}, and over now; what is too much is dropped. */
    void add(Span span);

    /** Sends what is there. Blocks for a moment. */
    @Override
    void close();
}
