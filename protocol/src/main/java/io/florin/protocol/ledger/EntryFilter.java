package io.florin.protocol.ledger;

import io.florin.protocol.money.Asset;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a statement, newest first: of one asset, at or after {@code from}, before {@code
 * to}; after the cursor of an earlier page; at most {@code limit} of them, 1 to {@value
 * #MAX_LIMIT}.
 */
public record EntryFilter(
        @Nullable Asset asset,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String cursor,
        int limit) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    public EntryFilter {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT + ".");
        }
    }
}
