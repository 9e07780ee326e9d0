package io.florin.node.management;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LogLevels;
import io.florin.protocol.logging.LoggerSetting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The loggers of this process, and which of them are not as they were configured. Thread-safe. */
final class ChangedLevels {
    /** {@code before} is null where the logger had no level of its own. */
    private record Change(@Nullable Level before, Instant until) {}

    private final LoggerContext loggers;
    private final Map<String, Change> changes = new HashMap<>();

    ChangedLevels(LoggerContext loggers) {
        this.loggers = loggers;
    }

    /** False: there are as many changes as may be. */
    synchronized boolean change(LevelChange change, Instant until) {
        String name = change.logger().text();
        var earlier = changes.get(name);
        if (earlier == null && changes.size() >= LogLevels.MAX_CHANGED) return false;
        var logger = loggers.getLogger(name);
        var before = earlier == null ? logger.getLevel() : earlier.before();
        changes.put(name, new Change(before, until));
        logger.setLevel(Level.toLevel(change.level().name()));
        return true;
    }

    /** As configured again. */
    synchronized void restore(String name) {
        var change = changes.remove(name);
        if (change != null) loggers.getLogger(name).setLevel(change.before());
    }

    synchronized void restoreAll() {
        for (var name : Set.copyOf(changes.keySet())) restore(name);
    }

    /** Whether Pekko's own loggers are to tell more than they usually can. */
    synchronized boolean areDetailsOfPekkoWanted() {
        return changes.keySet().stream()
                .filter(name -> name.startsWith("org.apache.pekko"))
                .anyMatch(name -> loggers.getLogger(name).isDebugEnabled());
    }

    /** The loggers that have a level of their own, the root among them. */
    synchronized List<LoggerSetting> settings() {
        return loggers.getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null)
                .map(this::setting)
                .toList();
    }

    private LoggerSetting setting(Logger logger) {
        var change = changes.get(logger.getName());
        var level = level(logger.getLevel());
        return change == null
                ? new LoggerSetting(logger.getName(), level, level, null)
                : new LoggerSetting(
                        logger.getName(),
                        level,
                        change.before() == null ? null : level(change.before()),
                        change.until());
    }

    /** A logger that is off tells less than any of them; errors come nearest. */
    private static LogLevel level(Level level) {
        return switch (level.toInt()) {
            case Level.TRACE_INT, Level.ALL_INT -> LogLevel.TRACE;
            case Level.DEBUG_INT -> LogLevel.DEBUG;
            case Level.INFO_INT -> LogLevel.INFO;
            case Level.WARN_INT -> LogLevel.WARN;
            default -> LogLevel.ERROR;
        };
    }
}
