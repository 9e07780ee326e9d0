package io.florin.protocol.outbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are sent to an endpoint again: those of the types it wants that happened from a
 * time on, up to another.
 *
 * @param events only those that meet these patterns, too; null: all
 * @param name makes a repeat of the wish the same wish; null: each one counts
 */
public record ReplayWish(
        Instant from,
        @Nullable Instant to,
        @Nullable List<String> events,
        boolean dryRun,
        @Nullable String name) {
    public ReplayWish {
        if (events != null) events = List.copyOf(events);
    }
}
