package io.florin.edge.group;

import static io.florin.edge.json.Field.optional;

import io.florin.edge.answer.Words;
import io.florin.edge.json.Field;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.protocol.ledger.Span;
import io.florin.protocol.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The query of a report: which UTC days, and divided by what. */
public final class Dates {
    private static final int MAX_CHARS = 10;
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

    /** {@code 2026-01-31}. */
    public static final Type<LocalDate> DATE =
            Types.parsed(
                    Refusal.PARAMETER_INVALID, "a day such as 2026-01-31", MAX_CHARS, Dates::parse);

    public static final Field<LocalDate> START =
            optional("startDate", DATE, "The first UTC day; a year back if left out.");
    public static final Field<LocalDate> END =
            optional("endDate", DATE, "The last UTC day, included; today if left out.");
    public static final Field<Span.By> BY =
            optional("groupBy", Words.type(Span.By.DAY, Span.By.MONTH), "A line for each.");

    private Dates() {}

    private static Optional<LocalDate> parse(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(date -> !date.isBefore(EARLIEST));
        } catch (DateTimeException _) {
            return Optional.empty(); // such as the 30th of February
        }
    }

    /** {@code PARAMETER_INVALID} if that is no day, or too many. */
    public static Span span(Call call, Instant now) throws Unfit {
        var query = call.inputs();
        var last = query.or(END, LocalDate.ofInstant(now, ZoneOffset.UTC));
        var first = query.or(START, last.minusDays(Span.MAX_DAYS - 1L));
        if (!Span.isReportable(first, last)) {
            throw new Unfit(
                            Refusal.PARAMETER_INVALID,
                            "must not be after endDate, nor more than %d days before it."
                                    .formatted(Span.MAX_DAYS - 1))
                    .in(START.name());
        }
        return new Span(first, last, query.or(BY, Span.By.WHOLE));
    }
}
