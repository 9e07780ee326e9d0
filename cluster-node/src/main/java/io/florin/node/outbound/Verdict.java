package io.florin.node.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows from a request's receipt: the rule. */
sealed interface Verdict {
    /** It was taken. */
    record Delivered() implements Verdict {}

    /** The endpoint wants no more. */
    record Gone() implements Verdict {}

    /**
     * It is tried again.
     *
     * @param notBefore what the endpoint asked for
     */
    record Again(String code, String message, @Nullable Duration notBefore) implements Verdict {}

    /** Nobody waits longer than that, whatever an endpoint asks for. */
    Duration LONGEST_WAIT = Duration.ofHours(12);

    int GONE = 410;

    /** Anything but 2xx is a failure: what is wrong today an operator mends tomorrow. */
    static Verdict of(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Silent(var code, var message) -> new Again(code, message, null);
            case Receipt.Answered(var status, var retryAfter) -> {
                if (status >= 200 && status < 300) yield new Delivered();
                if (status == GONE) yield new Gone();
                yield new Again("answered_" + status, sentence(status), bounded(retryAfter));
            }
        };
    }

    private static String sentence(int status) {
        return status >= 300 && status < 400
                ? "The endpoint answered %d; redirects are not followed.".formatted(status)
                : "The endpoint answered %d.".formatted(status);
    }

    private static @Nullable Duration bounded(@Nullable Duration asked) {
        if (asked == null) return null;
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
