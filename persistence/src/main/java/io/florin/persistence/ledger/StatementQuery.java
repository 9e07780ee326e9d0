package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.BalancesAt.Owned;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.money.Asset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A wallet's statement, newest first, and its balances at a time. Both walk the key of {@code
 * ledger_entry}: the cost depends on the page, not on the length of the history. Calls block.
 */
public final class StatementQuery {
    private static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final Database database;

    public StatementQuery(Database database) {
        this.database = database;
    }

    /** The wallet's assets (or the one asked for), each by one look into the index. */
    private static final String ASSETS =
            """
            with recursive asset (code) as (
                (select e.asset from ledger_entry e where e.entity = ? order by e.asset limit 1)
                union all
                select (select e.asset from ledger_entry e
                        where e.entity = ? and e.asset > a.code order by e.asset limit 1)
                from asset a where a.code is not null)
            """;

    private static final String ENTRIES =
            ASSETS
                    + """
                    select l.*, %s as pairs
                    from asset a
                    cross join lateral (
                        select e.sequence, e.line, e.at, e.asset, e.amount, e.balance_after, e.kind,
                               e.transfer, e.counterparty, e.memo, e.metadata, e.schedule
                        from ledger_entry e
                        where e.entity = ? and e.asset = a.code
                          and e.at >= ? and e.at < ?
                          and (e.at, e.sequence, e.line) < (?, ?, ?)
                          and e.amount <> 0 and e.balance_after is not null
                        order by e.at desc, e.sequence desc, e.line desc
                        limit ?) l
                    where ?::text is null or a.code = ?
                    order by l.at desc, l.sequence desc, l.line desc
                    limit ?
                    """
                            .formatted(RowTexts.pairs("l.metadata"));

    /** Throws {@link IllegalArgumentException} for a cursor that is not ours. */
    public Page<Entry> entries(WalletId wallet, EntryFilter filter) {
        var cursor = EntryCursor.parse(filter.cursor());
        return database.autocommit(connection -> entries(connection, wallet, filter, cursor));
    }

    private static Page<Entry> entries(
            Connection connection, WalletId wallet, EntryFilter filter, EntryCursor cursor)
            throws SQLException {
        int oneMore = filter.limit() + 1;
        var asset = filter.asset() == null ? null : filter.asset().code();
        try (var statement = connection.prepareStatement(ENTRIES)) {
            var entity = wallet.toString();
            statement.setString(1, entity);
            statement.setString(2, entity);
            statement.setString(3, entity);
            statement.setObject(4, RowTexts.ceiling(orElse(filter.from(), ALWAYS)));
            statement.setObject(5, RowTexts.ceiling(orElse(filter.to(), NEVER)));
            statement.setObject(6, RowTexts.floor(cursor.at()));
            statement.setLong(7, cursor.sequence());
            statement.setInt(8, cursor.line());
            statement.setInt(9, oneMore);
            statement.setString(10, asset);
            statement.setString(11, asset);
            statement.setInt(12, oneMore);
            try (var rows = statement.executeQuery()) {
                return page(rows, filter.limit());
            }
        }
    }

    private static Page<Entry> page(ResultSet rows, int limit) throws SQLException {
        var entries = new ArrayList<Entry>();
        EntryCursor last = EntryCursor.START;
        while (rows.next()) {
            if (entries.size() == limit) return new Page<>(entries, last.toString());
            var entry = entry(rows);
            entries.add(entry);
            last = new EntryCursor(entry.at(), rows.getLong("sequence"), rows.getInt("line"));
        }
        return new Page<>(entries, null);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("sequence") + "." + row.getInt("line"),
                RowTexts.time(row, "at"),
                new Asset(row.getString("asset")),
                row.getLong("amount"),
                row.getLong("balance_after"),
                row.getString("kind"),
                row.getString("transfer"),
                row.getString("counterparty"),
                RowTexts.note(row));
    }

    private static Instant orElse(@Nullable Instant time, Instant otherwise) {
        return time == null ? otherwise : time;
    }

    /**
     * What a wallet had at a time.
     *
     * @param isPast whether the wallet is known to have a later event; then nothing at or before
     *     the time can still come, because a wallet's times never go back
     */
    public record Past(Map<Asset, Owned> balances, boolean isPast) {}

    private static final String BALANCES =
            ASSETS
                    + """
                    select a.code as asset, l.balance_after, l.held_after,
                           exists (select from ledger_entry e
                                   where e.entity = ? and e.asset = a.code and e.at > ?) as is_past
                    from asset a
                    left join lateral (
                        select e.balance_after, e.held_after
                        from ledger_entry e
                        where e.entity = ? and e.asset = a.code and e.at <= ?
                          and e.balance_after is not null
                        order by e.at desc, e.sequence desc, e.line desc
                        limit 1) l on true
                    where a.code is not null
                    """;

    /** After the wallet's last event at or before the time. */
    public Past balances(WalletId wallet, Instant at) {
        var entity = wallet.toString();
        var time = RowTexts.floor(at);
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(BALANCES)) {
                statement.setString(1, entity);
                statement.setString(2, entity);
                statement.setString(3, entity);
                statement.setObject(4, time);
                statement.setString(5, entity);
                statement.setObject(6, time);
                try (var rows = statement.executeQuery()) {
                    return past(rows);
                }
            }
        });
    }

    private static Past past(ResultSet rows) throws SQLException {
        var balances = new TreeMap<Asset, Owned>();
        boolean isPast = false;
        while (rows.next()) {
            isPast |= rows.getBoolean("is_past");
            long posted = rows.getLong("balance_after");
            if (rows.wasNull()) continue;
            balances.put(
                    new Asset(rows.getString("asset")),
                    new Owned(posted, rows.getLong("held_after")));
        }
        return new Past(balances, isPast);
    }
}
