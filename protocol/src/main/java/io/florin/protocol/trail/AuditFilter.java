package io.florin.protocol.trail;

import io.florin.protocol.ledger.EntryFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of an app; what is null does not matter.
 *
 * @param from inclusive
 * @param to exclusive
 * @param limit 1 to {@value EntryFilter#MAX_LIMIT}
 */
public record AuditFilter(
        String app,
        @Nullable String kind,
        @Nullable String actor,
        @Nullable String target,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String cursor,
        int limit) {
    public AuditFilter {
        if (limit < 1 || limit > EntryFilter.MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + EntryFilter.MAX_LIMIT + ".");
        }
    }
}
