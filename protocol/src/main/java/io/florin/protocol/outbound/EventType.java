package io.florin.protocol.outbound;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What endpoints are told of. The words are for ever. */
public enum EventType {
    TRANSFER_COMPLETED,
    TRANSFER_RETURNED,
    TRANSFER_REFUSED,
    HOLD_CREATED,
    HOLD_CAPTURED,
    HOLD_RELEASED,
    HOLD_EXPIRED,
    JOB_SUCCEEDED,
    JOB_DEAD,
    JOB_CANCELLED,
    PAYMENT_PENDING,
    PAYMENT_DECLINED,
    PAYMENT_SUCCEEDED,
    PAYMENT_FAILED,
    PAYMENT_EXPIRED,
    PAYMENT_CANCELED,
    PAYOUT_PENDING_APPROVAL,
    PAYOUT_APPROVED,
    PAYOUT_SENT,
    PAYOUT_PAID,
    PAYOUT_REVERSED,
    PAYOUT_REJECTED,
    PAYOUT_FAILED,
    PAYOUT_CANCELED;

    /** Sent when somebody asks for it, whatever the endpoint wants. */
    public static final String TEST = "webhook.test";

    /** An endpoint that wants everything. */
    public static final String ALL = "*";

    private static final String ALL_OF = ".*";

    /** Such as {@code transfer.completed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }

    private String area() {
        return word().substring(0, word().indexOf('.'));
    }

    /** Everything that an endpoint may want: {@code *}, {@code transfer.*}, each type. */
    public static Set<String> patterns() {
        var patterns = new TreeSet<String>();
        patterns.add(ALL);
        for (var type : values()) {
            patterns.add(type.area() + ALL_OF);
            patterns.add(type.word());
        }
        return patterns;
    }

    /** Whether who wants this is told of the type. The database says the same: webhook_words. */
    public boolean isMetBy(String pattern) {
        return pattern.equals(ALL) || pattern.equals(area() + ALL_OF) || pattern.equals(word());
    }

    /** The pattern itself, if there is such a one. */
    public static Optional<String> pattern(String text) {
        return Optional.of(text)
                .filter(it -> Arrays.stream(values()).anyMatch(type -> type.isMetBy(it)));
    }
}
