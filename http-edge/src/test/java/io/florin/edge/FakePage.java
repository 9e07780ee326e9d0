package io.florin.edge;

import io.florin.protocol.ledger.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Pages of a list; the cursors are {@code p} and how many items were before. */
final class FakePage {
    private FakePage() {}

    static <T> CompletionStage<Page<T>> of(List<T> all, @Nullable String cursor, int limit) {
        if (cursor != null && !cursor.matches("p\\d+")) {
            return CompletableFuture.failedStage(new IllegalArgumentException("Not ours."));
        }
        int begin = cursor == null ? 0 : Integer.parseInt(cursor.substring(1));
        int end = Math.min(begin + limit, all.size());
        return CompletableFuture.completedStage(
                new Page<>(all.subList(begin, end), end < all.size() ? "p" + end : null));
    }
}
