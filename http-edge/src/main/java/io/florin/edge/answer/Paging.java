package io.florin.edge.answer;

import static io.florin.edge.json.Field.optional;

import io.florin.edge.json.Body;
import io.florin.edge.json.Field;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.refusal.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What every list takes: where its page begins, and how long it is. */
public final class Paging {
    private static final int MAX_CURSOR_CHARS = 512;

    public static final Field<String> CURSOR =
            optional("cursor", Types.text(1, MAX_CURSOR_CHARS), "nextCursor of the page before.");
    public static final Field<Long> LIMIT =
            optional(
                    "limit",
                    Types.digits(1, EntryFilter.MAX_LIMIT),
                    "Items on a page, %d if left out.".formatted(EntryFilter.DEFAULT_LIMIT));
    public static final Field<String> NEXT_CURSOR =
            optional(
                    "nextCursor",
                    Types.text(1, MAX_CURSOR_CHARS),
                    "Where the next page begins; missing on the last.");

    private Paging() {}

    public static int limit(Body query) {
        return Math.toIntExact(query.or(LIMIT, (long) EntryFilter.DEFAULT_LIMIT));
    }

    /** Doors fail, or throw, with IllegalArgumentException on a cursor that they never gave out. */
    public static <T> CompletionStage<T> page(Supplier<CompletionStage<T>> door) {
        return CompletableFuture.completedStage(door)
                .thenCompose(Supplier::get)
                .exceptionally(failure -> {
                    throw new CompletionException(foreignCursor(failure));
                });
    }

    private static Throwable foreignCursor(Throwable failure) {
        return Cause.of(failure) instanceof IllegalArgumentException
                ? new Unfit(Refusal.PARAMETER_INVALID, "is not a nextCursor of this list.")
                        .in(CURSOR.name())
                : failure;
    }
}
