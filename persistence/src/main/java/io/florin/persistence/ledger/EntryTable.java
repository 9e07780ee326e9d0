package io.florin.persistence.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code ledger_entry}: append-only, one row per double entry. */
final class EntryTable {
    private EntryTable() {}

    private static final String INSERT =
            """
            insert into ledger_entry
                (committed, at, sequence, amount, contra_amount, balance_after, held_after, line,
                 entity, asset, account, contra, kind, counterparty, transfer, source,
                 hash, memo, metadata, schedule)
            select unnest(?::bigint[]), to_timestamp(unnest(?::bigint[])::float8 / 1000000),
                   unnest(?::bigint[]), unnest(?::bigint[]), unnest(?::bigint[]),
                   unnest(?::bigint[]), unnest(?::bigint[]), unnest(?::int[]),
                   unnest(?::text[]), unnest(?::text[]), unnest(?::text[]), unnest(?::text[]),
                   unnest(?::text[]), unnest(?::text[]), unnest(?::text[]), unnest(?::text[]),
                   unnest(?::bytea[]), unnest(?::text[]), unnest(?::text[])::jsonb,
                   unnest(?::text[])
            """;

    /**
     * Not by COPY, although it costs the same: while the server waits for copied rows no time limit
     * of the session reaches it, and a paused node would hold every reader up for as long as it is
     * paused. The rows best come sorted by their key: neighbours in the index then cost one visit.
     */
    static void insert(Connection connection, List<EntryRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, INSERT, rows)) {
            columns.longs(EntryRow::committed)
                    .times(EntryRow::at)
                    .longs(EntryRow::sequence)
                    .longs(EntryRow::amount)
                    .longs(EntryRow::contraAmount)
                    .optionalLongs(EntryRow::balanceAfter)
                    .optionalLongs(EntryRow::heldAfter)
                    .ints(EntryRow::line)
                    .texts(EntryRow::entity)
                    .texts(EntryRow::asset)
                    .texts(EntryRow::account)
                    .texts(EntryRow::contra)
                    .texts(EntryRow::kind)
                    .texts(EntryRow::counterparty)
                    .texts(EntryRow::transfer)
                    .texts(EntryRow::source)
                    .bytes(row -> row.hash() == null ? null : row.hash().bytes())
                    .texts(row -> row.note().memo())
                    .texts(row -> Json.ofTexts(row.note().metadata()))
                    .texts(row -> row.note().schedule())
                    .update();
        }
    }
}
