package io.florin.protocol.logging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A logger that has a level of its own.
 *
 * @param level now
 * @param configured the level it goes back to; null: that of the logger above it
 * @param until when it goes back; null: it was not changed
 */
public record LoggerSetting(
        String logger, LogLevel level, @Nullable LogLevel configured, @Nullable Instant until) {}
