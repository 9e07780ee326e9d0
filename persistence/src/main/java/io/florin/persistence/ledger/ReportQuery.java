package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.Span;
import io.florin.protocol.ledger.Tally;
import io.florin.protocol.ledger.Turnover;
import io.florin.protocol.ledger.Volume;
import io.florin.protocol.money.Asset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Sums over the days of a span. Calls block. */
public final class ReportQuery {
    /** A line begins with its day or month, but not before the span does. */
    private static final String BEGIN =
            "greatest(date_trunc('%1$s', %2$s at time zone 'UTC')::date, ?) ";

    private static final String TURNOVER =
            """
            as begin,
                   count(*) filter (where amount < 0)
                       - count(*) filter (where kind = 'return') as one_count,
                   coalesce(-sum(amount) filter (where amount < 0 or kind = 'return'), 0)
                       as one_sum,
                   count(*) filter (where amount > 0 and kind <> 'return') as other_count,
                   coalesce(sum(amount) filter (where amount > 0 and kind <> 'return'), 0)
                       as other_sum
            from ledger_entry
            where entity = ? and asset = ? and at >= ? and at < ? and balance_after is not null
              and kind in ('transfer', 'capture', 'reversal', 'return')
            group by 1
            order by 1
            """;

    // In C order '0' follows '/': from 'app/' to before 'app0' are the wallets of the app.
    private static final String VOLUME =
            """
            as begin,
                   count(*) filter (where kind <> 'REVERSAL') as one_count,
                   coalesce(sum(amount) filter (where kind <> 'REVERSAL'), 0) as one_sum,
                   count(*) filter (where kind = 'REVERSAL') as other_count,
                   coalesce(sum(amount) filter (where kind = 'REVERSAL'), 0) as other_sum
            from transfer
            where entity >= ? || '/' and entity < ? || '0' and asset = ?
              and created_at >= ? and created_at < ? and state = 'COMPLETED' and not fee
            group by 1
            order by 1
            """;

    @FunctionalInterface
    private interface Line<T> {
        T of(LocalDate begin, Tally one, Tally other);
    }

    private final Database database;

    public ReportQuery(Database database) {
        this.database = database;
    }

    /** Walks the wallet's own entries of those days by their key. */
    public List<Turnover> turnover(WalletId wallet, Asset asset, Span span) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(select(span, "at") + TURNOVER)) {
                statement.setObject(1, span.first());
                statement.setString(2, wallet.toString());
                statement.setString(3, asset.code());
                statement.setObject(4, RowTexts.ceiling(span.from()));
                statement.setObject(5, RowTexts.ceiling(span.to()));
                try (var rows = statement.executeQuery()) {
                    return lines(rows, Turnover::new);
                }
            }
        });
    }

    /** Walks the transfers of those days, whichever app's. */
    public List<Volume> volume(String app, Asset asset, Span span) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(select(span, "created_at") + VOLUME)) {
                statement.setObject(1, span.first());
                statement.setString(2, app);
                statement.setString(3, app);
                statement.setString(4, asset.code());
                statement.setObject(5, RowTexts.ceiling(span.from()));
                statement.setObject(6, RowTexts.ceiling(span.to()));
                try (var rows = statement.executeQuery()) {
                    return lines(rows, Volume::new);
                }
            }
        });
    }

    /** Begins the statement with when a line begins. */
    private static String select(Span span, String column) {
        return "select "
                + switch (span.by()) {
                    case WHOLE -> "?::date ";
                    case DAY -> BEGIN.formatted("day", column);
                    case MONTH -> BEGIN.formatted("month", column);
                };
    }

    private static <T> List<T> lines(ResultSet rows, Line<T> line) throws SQLException {
        var lines = new ArrayList<T>();
        while (rows.next()) {
            lines.add(
                    line.of(
                            rows.getObject("begin", LocalDate.class),
                            tally(rows, "one"),
                            tally(rows, "other")));
        }
        return List.copyOf(lines);
    }

    private static Tally tally(ResultSet row, String name) throws SQLException {
        return new Tally(
                row.getLong(name + "_count"), row.getBigDecimal(name + "_sum").toBigIntegerExact());
    }
}
