package io.florin.protocol.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some items and where the next ones begin; no cursor when these were the last. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
