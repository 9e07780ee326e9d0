package io.florin.node.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
sealed interface Receipt {
    /**
     * An answer.
     *
     * @param retryAfter what it asked for; null: nothing
     */
    record Answered(int status, @Nullable Duration retryAfter) implements Receipt {}

    /** None, or none that can be read; why, for programs and for people. */
    record Silent(String code, String message) implements Receipt {}
}
