package io.florin.persistence.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code ledger_entry}: append-only, one row per double entry. */
final class EntryTable {
    private EntryTable() {}

    private static final int COLUMNS = 19;

    private static final String COPY =
            """
            copy ledger_entry
                (committed, at, sequence, amount, contra_amount, balance_after, held_after, line,
                 entity, asset, account, contra, kind, counterparty, transfer, source,
                 hash, memo, metadata)
            from stdin (format binary)
            """;

    /** The rows best come sorted by their key: neighbours in the index then cost one visit. */
    static void insert(Connection connection, List<EntryRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        var copy = new CopyRows(connection, COPY, COLUMNS);
        for (var row : rows) {
            copy.row()
                    .put(row.committed())
                    .put(row.at())
                    .put(row.sequence())
                    .put(row.amount())
                    .put(row.contraAmount())
                    .put(row.balanceAfter())
                    .put(row.heldAfter())
                    .putSmall(row.line())
                    .put(row.entity())
                    .put(row.asset())
                    .put(row.account())
                    .put(row.contra())
                    .put(row.kind())
                    .put(row.counterparty())
                    .put(row.transfer())
                    .put(row.source())
                    .put(row.hash() == null ? null : row.hash().bytes())
                    .put(row.note().memo())
                    .putJson(Json.ofTexts(row.note().metadata()));
        }
        copy.end();
    }
}
