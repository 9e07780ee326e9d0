package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads table {@code ledger_entry} through, in steps of some pages of the heap, so that no
 * statement and no transaction is long. Lines below a cut never change, so the steps together see
 * one state.
 */
final class EntryScan {
    /**
     * What one step found of one wallet's entries of one asset.
     *
     * @param own sum of the wallet's own side
     * @param both sum of both sides: zero
     * @param last the last line with a balance, if there was one
     */
    record WalletPart(String entity, String asset, long own, long both, @Nullable LastLine last) {}

    record LastLine(long sequence, long line, long balance) {}

    /** What one step found in transit of one transfer. */
    record TransitPart(String entity, String transfer, String asset, long amount) {}

    /** A line whose sides do not sum to zero. */
    record Unbalanced(String entity, long sequence, int line, String asset, long sum) {}

    @FunctionalInterface
    interface Sink<T> {
        void accept(T part);
    }

    private static final int BLOCKS_PER_STEP = 512;

    private final Database database;
    private final long cut;
    private final int blocks;

    EntryScan(Database database, long cut) {
        this.database = database;
        this.cut = cut;
        this.blocks = database.autocommit(EntryScan::blocks);
    }

    int steps() {
        return (blocks + BLOCKS_PER_STEP - 1) / BLOCKS_PER_STEP;
    }

    private static final String BLOCKS =
            "select pg_relation_size('ledger_entry') / current_setting('block_size')::int";

    private static int blocks(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(BLOCKS);
                var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    // Of sequence, line and balance the largest array is the last line's.
    private static final String WALLETS =
            """
            select e.entity, e.asset,
                   coalesce(sum(e.amount) filter (where e.balance_after is not null), 0),
                   sum(e.amount + e.contra_amount),
                   max(array[e.sequence, e.line, e.balance_after])
                       filter (where e.balance_after is not null)
            from ledger_entry e
            where e.ctid >= ?::tid and e.ctid < ?::tid and e.committed <= ?
              and (hashtext(e.entity) & 65535) % ? = ?
            group by e.entity, e.asset
            """;

    /** The wallets of one of {@code parts} equal parts, so that what is kept of them is bounded. */
    void wallets(int step, int part, int parts, Sink<WalletPart> sink) {
        each(
                WALLETS,
                step,
                statement -> {
                    statement.setInt(4, parts);
                    statement.setInt(5, part);
                },
                row ->
                        sink.accept(
                                new WalletPart(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        lastLine(row))));
    }

    private static @Nullable LastLine lastLine(ResultSet row) throws SQLException {
        var array = row.getArray(5);
        if (array == null) return null;
        var numbers = (Long[]) array.getArray();
        return new LastLine(numbers[0], numbers[1], numbers[2]);
    }

    private static final String TRANSIT =
            """
            select coalesce(e.source, e.entity), e.transfer, e.asset,
                   sum(case when e.account = '@transit' then e.amount else e.contra_amount end)
            from ledger_entry e
            where e.ctid >= ?::tid and e.ctid < ?::tid and e.committed <= ?
              and (e.account = '@transit' or e.contra = '@transit')
            group by 1, 2, 3
            having sum(case when e.account = '@transit' then e.amount else e.contra_amount end) <> 0
            """;

    /** Transfers that begin and end within the step cancel out and are not mentioned. */
    void transit(int step, Sink<TransitPart> sink) {
        each(
                TRANSIT,
                step,
                _ -> {},
                row ->
                        sink.accept(
                                new TransitPart(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getLong(4))));
    }

    private static final String UNBALANCED =
            """
            select e.entity, e.sequence, e.line, e.asset, e.amount + e.contra_amount
            from ledger_entry e
            where e.ctid >= ?::tid and e.ctid < ?::tid and e.committed <= ?
              and e.amount + e.contra_amount <> 0
            limit 10
            """;

    void unbalanced(int step, Sink<Unbalanced> sink) {
        each(
                UNBALANCED,
                step,
                _ -> {},
                row ->
                        sink.accept(
                                new Unbalanced(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getInt(3),
                                        row.getString(4),
                                        row.getLong(5))));
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, int step, Binding binding, Row each) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, tid(step));
                statement.setString(2, tid(step + 1));
                statement.setLong(3, cut);
                binding.bind(statement);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        each.read(rows);
                    }
                }
                return true;
            }
        });
    }

    private static String tid(int step) {
        return "(" + (long) step * BLOCKS_PER_STEP + ",0)";
    }
}
