package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.projection.MarkTable;
import io.florin.persistence.projection.OffsetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Empties the read tables, so that the projections fill them again from the first event. */
public final class LedgerRebuild {
    private LedgerRebuild() {}

    private static final String TRUNCATE = "truncate ledger_entry, transfer, hold, wallet, session";

    /**
     * Tables and offsets in one transaction. Running projections notice at their next group that
     * the offset is not theirs any more, write nothing and begin again. What was read before is
     * marked: nobody is told of it twice. Blocks.
     */
    public static void begin(Database database, List<SliceRange> ranges) {
        database.transact(connection -> begin(connection, ranges));
    }

    private static boolean begin(Connection connection, List<SliceRange> ranges)
            throws SQLException {
        MarkTable.keep(connection, OffsetTable.LEDGER);
        OffsetTable.restart(connection, OffsetTable.LEDGER, ranges);
        try (var statement = connection.createStatement()) {
            statement.execute(TRUNCATE);
        }
        return true;
    }
}
