package io.florin.edge.instapay;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.group.Dates;
import io.florin.edge.group.MajorUnits;
import io.florin.edge.group.Parts;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import io.florin.edge.user.Self;
import io.florin.protocol.ledger.Span;
import io.florin.protocol.ledger.Tally;
import io.florin.protocol.ledger.Turnover;
import io.florin.protocol.ledger.Volume;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Sums by day, month or in all, from the read side, hence a moment behind. */
record ReportCalls(Parts parts, MajorUnits units) {
    private static final Shape QUERY =
            Shape.of("InstaPayReportQuery", Dates.START, Dates.END, Dates.BY);
    private static final Type<Long> COUNT = Types.whole(0, Long.MAX_VALUE);

    /** Two tallies under their names: of all days, or of those that begin then. */
    private record Line(LocalDate begin, Tally one, Tally other) {}

    private record Names(String one, String other) {}

    private static final Names OF_USER = new Names("sent", "received");
    private static final Names OF_APP = new Names("sent", "reversed");

    List<Endpoint> endpoints() {
        return List.of(
                Operation.get(
                                "/instapay/api/reports/transactions",
                                "instapayReport",
                                "What all users sent")
                        .forThe(Access.OPERATOR)
                        .query(QUERY)
                        .answers(200, "The sums.", shape("InstaPayReport", OF_APP))
                        .by(parts.flows().handler(this::ofApp)),
                Operation.get(
                                "/instapay/api/reports/users/{user}",
                                "instapayUserReport",
                                "What a user sent and received")
                        .forThe(Access.USER)
                        .path(Self.USER_PATH)
                        .query(QUERY)
                        .answers(200, "The sums.", shape("InstaPayUserReport", OF_USER))
                        .by(parts.flows().handler(this::ofUser)));
    }

    private Shape shape(String name, Names names) {
        var written = units.written();
        var period =
                Shape.of(
                        name + "Period",
                        required("period", Types.text(7, 10), "The day, or the month."),
                        required(names.one(), written, "Sum."),
                        required(names.one() + "_count", COUNT, "How many."),
                        required(names.other(), written, "Sum."),
                        required(names.other() + "_count", COUNT, "How many."));
        return Shape.of(
                name,
                optional("user_id", LedgerTypes.ID, "Whose."),
                required("start_date", Dates.DATE, "The first day."),
                required("end_date", Dates.DATE, "The last day."),
                required(names.one(), written, "Sum."),
                required(names.one() + "_count", COUNT, "How many."),
                required(names.other(), written, "Sum."),
                required(names.other() + "_count", COUNT, "How many."),
                optional(
                        "periods",
                        Types.list(Types.object(period), 0, Span.MAX_DAYS),
                        "Those in which something happened, if groupBy was sent."));
    }

    private HttpResponse ofApp(Call call) throws Unfit {
        var span = Dates.span(call, parts.clock().instant());
        var ledger = parts.doors().ledger();
        var volume = parts.flows().read(ledger.volume(call.app().name(), units.asset(), span));
        return report(null, span, lines(volume, ReportCalls::line), OF_APP);
    }

    private static Line line(Volume volume) {
        return new Line(volume.begin(), volume.sent(), volume.reversed());
    }

    private HttpResponse ofUser(Call call) throws Unfit {
        String user = Self.orStaff(call);
        parts.parties().byId(call, user);
        var span = Dates.span(call, parts.clock().instant());
        var ledger = parts.doors().ledger();
        var sums = parts.flows().read(ledger.turnover(call.wallet(user), units.asset(), span));
        return report(user, span, lines(sums, ReportCalls::line), OF_USER);
    }

    private static Line line(Turnover turnover) {
        return new Line(turnover.begin(), turnover.sent(), turnover.received());
    }

    private static <T> List<Line> lines(List<T> sums, Function<T, Line> line) {
        return sums.stream().map(line).toList();
    }

    private HttpResponse report(@Nullable String user, Span span, List<Line> lines, Names names) {
        var one = lines.stream().map(Line::one).reduce(Tally.NONE, Tally::plus);
        var other = lines.stream().map(Line::other).reduce(Tally.NONE, Tally::plus);
        var body =
                JsonObject.with()
                        .text("user_id", user)
                        .text("start_date", span.first().toString())
                        .text("end_date", span.last().toString());
        sums(body, new Line(span.first(), one, other), names);
        if (span.by() != Span.By.WHOLE) {
            var periods = lines.stream().map(line -> period(line, span, names)).toList();
            body.value("periods", new Items(periods));
        }
        return Answers.json(200, body.build());
    }

    private JsonObject period(Line line, Span span, Names names) {
        String day = line.begin().toString();
        String period = span.by() == Span.By.MONTH ? day.substring(0, "yyyy-MM".length()) : day;
        return sums(JsonObject.with().text("period", period), line, names).build();
    }

    private JsonObject.Builder sums(JsonObject.Builder body, Line line, Names names) {
        return body.value(names.one(), units.of(line.one()))
                .whole(names.one() + "_count", line.one().count())
                .value(names.other(), units.of(line.other()))
                .whole(names.other() + "_count", line.other().count());
    }
}
