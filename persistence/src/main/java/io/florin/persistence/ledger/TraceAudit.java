package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.persistence.ledger.EntryAudit.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Every event that was projected has left its number and hash in the read tables. Here they are
 * looked for in the journal: an end cut off it, or an event changed together with its whole chain,
 * is found by what was seen before. Calls block.
 */
public final class TraceAudit {
    private static final int BLOCKS_PER_STEP = 256;
    private static final List<String> TABLES = List.of("ledger_entry", "transfer", "wallet");

    private final Database database;

    public TraceAudit(Database database) {
        this.database = database;
    }

    /** The first trace that has no event. */
    public Optional<Fault> firstDifference() {
        var deleted = database.autocommit(connection -> fault(connection, DELETED));
        if (deleted.isPresent()) {
            return deleted.map(
                    fault -> new Fault(fault.entity(), fault.sequence(), "it was deleted."));
        }
        for (var table : TABLES) {
            long blocks = number("select pg_relation_size('%s') / 8192 + 1".formatted(table));
            for (long block = 0; block < blocks; block += BLOCKS_PER_STEP) {
                var fault = firstDifference(table, block);
                if (fault.isPresent()) return fault;
            }
        }
        return Optional.empty();
    }

    /** How many lines there are in all. */
    public long entries() {
        long lines = 0;
        long blocks = number("select pg_relation_size('ledger_entry') / 8192 + 1");
        for (long block = 0; block < blocks; block += BLOCKS_PER_STEP) {
            lines += number("select count(*) from ledger_entry where " + within(block));
        }
        return lines;
    }

    /** Deleting is for sessions; of wallets it is never done. */
    private static final String DELETED =
            """
            select substr(entity, length('wallet|') + 1), sequence, false
            from event_deletion where entity >= 'wallet|' and entity < 'wallet}'
            order by 1
            limit 1
            """;

    private Optional<Fault> firstDifference(String table, long block) {
        var sql =
                """
                select t.entity, t.sequence, e.hash is null
                from (select entity, sequence, hash from %s where hash is not null and %s) t
                left join event e on e.entity = '%s' || t.entity and e.sequence = t.sequence
                where e.hash is distinct from t.hash
                order by 1, 2
                limit 1
                """
                        .formatted(table, within(block), RecordedEvent.PREFIX);
        return database.autocommit(connection -> fault(connection, sql));
    }

    private static Optional<Fault> fault(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            if (!row.next()) return Optional.empty();
            var what =
                    row.getBoolean(3)
                            ? "the read side has seen it, but the journal has it no more."
                            : "it is not the event that the read side has seen.";
            return Optional.of(new Fault(row.getString(1), row.getLong(2), what));
        }
    }

    private long number(String sql) {
        return database.autocommit(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static String within(long block) {
        return "ctid >= '(%d,0)'::tid and ctid < '(%d,0)'::tid"
                .formatted(block, block + BLOCKS_PER_STEP);
    }
}
