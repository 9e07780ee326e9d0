package io.florin.node.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.TreeMap;

/**
 * An event as one object on one line: {@code time} (ISO, UTC), {@code level}, {@code logger},
 * {@code thread}, {@code node}, the ids of the request and whatever else the thread knows of
 * itself, {@code message}, {@code exception}. Texts are masked and cut.
 */
final class JsonLine {
    /** The property of the logger context that names the node. */
    static final String NODE = "node";

    static final int MAX_MESSAGE_CHARS = 16_384;
    static final int MAX_EXCEPTION_CHARS = 32_768;
    static final int MAX_VALUE_CHARS = 512;

    private static final String CUT = "…";
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLine() {}

    static byte[] of(ILoggingEvent event) {
        try (var bytes = new ByteArrayBuilder();
                var out = FACTORY.createGenerator(bytes)) {
            write(event, out);
            out.flush();
            bytes.append('\n');
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory is written without failure.", e);
        }
    }

    private static void write(ILoggingEvent event, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("time", time(event).toString());
        out.writeStringField("level", event.getLevel().toString());
        out.writeStringField("logger", event.getLoggerName());
        out.writeStringField("thread", event.getThreadName());
        var node = event.getLoggerContextVO().getPropertyMap().get(NODE);
        if (node != null) out.writeStringField(NODE, node);
        for (var id : new TreeMap<>(event.getMDCPropertyMap()).entrySet()) {
            out.writeStringField(id.getKey(), safe(id.getValue(), MAX_VALUE_CHARS));
        }
        out.writeStringField("message", safe(event.getFormattedMessage(), MAX_MESSAGE_CHARS));
        var thrown = event.getThrowableProxy();
        if (thrown != null) {
            var trace = ThrowableProxyUtil.asString(thrown);
            out.writeStringField("exception", safe(trace, MAX_EXCEPTION_CHARS));
        }
        out.writeEndObject();
    }

    private static Instant time(ILoggingEvent event) {
        var precise = event.getInstant();
        return precise == null ? Instant.ofEpochMilli(event.getTimeStamp()) : precise;
    }

    /** Cut first, so that masking takes no longer than it may; a secret that is cut is masked. */
    private static String safe(String text, int maxChars) {
        return text.length() <= maxChars
                ? Masks.masked(text)
                : Masks.masked(text.substring(0, maxChars)) + CUT;
    }
}
