package io.florin.protocol.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of an app; what is null does not matter. {@code from} inclusive, {@code to} not.
 */
public record AuditFilter(
        String app,
        @Nullable String kind,
        @Nullable String actor,
        @Nullable String target,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String cursor,
        int limit) {}
