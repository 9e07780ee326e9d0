package io.florin.protocol.logging;

import java.util.Optional;
import java.util.regex.Pattern;

/** A logger that may be told to say more: one of ours, or of what we are built on. */
public record LoggerName(String text) {
    /** Logback never forgets a name, so it may not be any. */
    public static final int MAX_CHARS = 200;

    private static final Pattern PATTERN =
            Pattern.compile(
                    "(io\\.florin|org\\.apache\\.pekko|org\\.apache\\.kafka|com\\.zaxxer\\.hikari)"
                            + "(\\.[A-Za-z_$][A-Za-z0-9_$]*)*");

    public LoggerName {
        if (!isOne(text)) {
            throw new IllegalArgumentException(
                    "A logger is io.florin, org.apache.pekko, org.apache.kafka or"
                            + " com.zaxxer.hikari, or a package or class in it.");
        }
    }

    private static boolean isOne(String text) {
        return text.length() <= MAX_CHARS && PATTERN.matcher(text).matches();
    }

    /** Empty if it is not one. */
    public static Optional<LoggerName> parse(String text) {
        return isOne(text) ? Optional.of(new LoggerName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
