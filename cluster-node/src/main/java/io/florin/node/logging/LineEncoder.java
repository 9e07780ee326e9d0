package io.florin.node.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * Writes an event as {@code logback.xml} says, until the node's settings are known and say it. What
 * looks like a secret is masked in either format.
 */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final PatternLayout text = new PatternLayout();
    private volatile LogFormat format = LogFormat.TEXT;

    /** Of the text; logback sets it. */
    public void setPattern(String pattern) {
        text.setPattern(pattern);
    }

    /** Logback sets it; a word that is none is left for the node's settings to refuse. */
    public void setFormat(String word) {
        try {
            format = LogFormat.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            addWarn("florin.log.format is text or json, not " + word);
        }
    }

    @Override
    public void start() {
        text.setContext(getContext());
        text.start();
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        text.stop();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return switch (format) {
            case TEXT -> Masks.masked(text.doLayout(event)).getBytes(StandardCharsets.UTF_8);
            case JSON -> JsonLine.of(event);
        };
    }

    /** From now on all lines are like this, and say which node they are of. */
    public static void setUp(LoggerContext context, LogSettings settings, String node) {
        context.putProperty(JsonLine.NODE, node);
        for (var appender : appenders(context.getLogger(Logger.ROOT_LOGGER_NAME))) {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> stream
                    && stream.getEncoder() instanceof LineEncoder encoder) {
                encoder.format = settings.format();
            }
        }
    }

    private static List<Appender<ILoggingEvent>> appenders(Logger logger) {
        Iterable<Appender<ILoggingEvent>> all = logger::iteratorForAppenders;
        return StreamSupport.stream(all.spliterator(), false).toList();
    }
}
