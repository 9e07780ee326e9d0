package io.florin.edge.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as RFC 3339 in UTC: always six decimals when written, none to nine when read. */
public final class Times {
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private static final Pattern RFC_3339_UTC =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private Times() {}

    /** Cuts off what is finer than a microsecond, as the database does. */
    public static String text(Instant time) {
        return MICROS.format(time);
    }

    public static Optional<Instant> parse(String text) {
        if (!RFC_3339_UTC.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty(); // such as the 30th of February
        }
    }
}
