package io.florin.sandbox.provider;

import java.time.Duration;
import java.util.Locale;

/**
 * One way to misbehave, written the same way in a header, behind an API key and in an admin call:
 * {@code decline}, {@code stall 500}, {@code time_out_after_success}, {@code status 429
 * insufficient_quota}, {@code status_after_success 500}, {@code webhook late 2000}.
 */
public sealed interface Fault {
    /** Longer than any client waits. */
    Duration PATIENCE = Duration.ofSeconds(60);

    /** As a customer's bank declines: in the provider's own words, and final. */
    record Decline() implements Fault {}

    /** Answers late, and takes effect late. */
    record Stall(Duration delay) implements Fault {}

    /** Takes effect at once, and never says so. */
    record TimeOutAfterSuccess(Duration hold) implements Fault {}

    /**
     * Answers with an error.
     *
     * @param reason which of the provider's errors of this status; may be empty
     * @param afterSuccess the effect is taken in spite of the answer
     */
    record Status(int status, String reason, boolean afterSuccess) implements Fault {}

    /** Tells the customer wrongly of the next event. */
    record Webhook(Delivery delivery, Duration delay) implements Fault {}

    /** How one event is told. */
    enum Delivery {
        LATE,
        TWICE,
        OUT_OF_ORDER,
        WRONGLY_SIGNED,
        NONE
    }

    /**
     * Words apart by spaces or {@code =}.
     *
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    static Fault parse(String text) {
        var words = text.strip().split("[ =]+", -1);
        return switch (words[0]) {
            case "decline" -> new Decline();
            case "stall" -> new Stall(millis(words, 1, PATIENCE));
            case "time_out_after_success" -> new TimeOutAfterSuccess(millis(words, 1, PATIENCE));
            case "status" -> new Status(status(words), word(words, 2), false);
            case "status_after_success" -> new Status(status(words), word(words, 2), true);
            case "webhook" ->
                    new Webhook(delivery(word(words, 1)), millis(words, 2, Duration.ofSeconds(5)));
            default ->
                    throw new IllegalArgumentException(
                            ("There is no fault '%s'; there are decline, stall MILLIS,"
                                            + " time_out_after_success [MILLIS], status CODE"
                                            + " [REASON], status_after_success CODE, webhook"
                                            + " late|twice|out_of_order|wrongly_signed|none.")
                                    .formatted(words[0]));
        };
    }

    private static String word(String[] words, int index) {
        return index < words.length ? words[index] : "";
    }

    private static Duration millis(String[] words, int index, Duration otherwise) {
        var word = word(words, index);
        if (word.isEmpty()) return otherwise;
        if (!word.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "'%s' is no time of at most 999999 ms.".formatted(word));
        }
        return Duration.ofMillis(Long.parseLong(word));
    }

    private static int status(String[] words) {
        var word = word(words, 1);
        if (!word.matches("[45][0-9]{2}")) {
            throw new IllegalArgumentException("'%s' is no error's status.".formatted(word));
        }
        return Integer.parseInt(word);
    }

    private static Delivery delivery(String word) {
        try {
            return Delivery.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A webhook is late, twice, out_of_order, wrongly_signed or none; not '%s'."
                            .formatted(word),
                    e);
        }
    }
}
