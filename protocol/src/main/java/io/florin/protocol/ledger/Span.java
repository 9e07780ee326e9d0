package io.florin.protocol.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Days in UTC, the last one included, and how a report about them is divided.
 *
 * @param by what each line of the report is about
 */
public record Span(LocalDate first, LocalDate last, By by) {
    public static final int MAX_DAYS = 366;

    /** What one line of a report sums up. */
    public enum By {
        WHOLE,
        DAY,
        MONTH
    }

    public Span {
        if (!isReportable(first, last)) {
            throw new IllegalArgumentException("A report is about 1 to " + MAX_DAYS + " days.");
        }
    }

    /** Whether that is at least one day and no more than {@value #MAX_DAYS}. */
    public static boolean isReportable(LocalDate first, LocalDate last) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        return days >= 1 && days <= MAX_DAYS;
    }

    public Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Not included. */
    public Instant to() {
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
