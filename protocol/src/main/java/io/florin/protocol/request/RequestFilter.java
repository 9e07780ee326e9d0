package io.florin.protocol.request;

import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.request.MoneyRequest.Kind;
import io.florin.protocol.request.MoneyRequest.State;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of an app, newest first; what is null does not matter.
 *
 * @param from the user who asked
 * @param to the user who was asked
 * @param limit 1 to {@value EntryFilter#MAX_LIMIT}
 */
public record RequestFilter(
        String app,
        @Nullable Kind kind,
        @Nullable State state,
        @Nullable String from,
        @Nullable String to,
        @Nullable String cursor,
        int limit) {
    public RequestFilter {
        if (limit < 1 || limit > EntryFilter.MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + EntryFilter.MAX_LIMIT + ".");
        }
    }
}
