package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.Hash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code ledger_entry} against the events that it was made of, and every hash in the read
 * tables against the journal. Calls block; not thread-safe.
 */
public final class EntryAudit {
    /** What is wrong at one event of a wallet (app/id). */
    public record Fault(String entity, long sequence, String what) {}

    private record LineKey(String entity, long sequence, int line) {}

    private record PartKey(String entity, String asset) {}

    private final Database database;
    private long lines;

    public EntryAudit(Database database) {
        this.database = database;
    }

    /** How many lines the events seen so far make. */
    public long lines() {
        return lines;
    }

    /** Compares the lines of these events, consecutive ones of each wallet, with the table. */
    public Optional<Fault> firstDifference(List<RecordedEvent> events) {
        var expected = new LinkedHashMap<LineKey, EntryRow>();
        for (var event : events) {
            EntryLines.of(event, row -> expected.put(key(row), row));
        }
        lines += expected.size();
        if (expected.isEmpty()) return Optional.empty();
        var stored = database.autocommit(connection -> stored(connection, expected));
        for (var line : expected.entrySet()) {
            var found = stored.remove(line.getKey());
            if (!line.getValue().equals(found)) {
                return Optional.of(fault(line.getKey(), line.getValue(), found));
            }
        }
        return stored.keySet().stream()
                .findFirst()
                .map(key -> fault(key, "has a line " + key.line() + " that the event has not."));
    }

    private static Fault fault(LineKey key, EntryRow expected, @Nullable EntryRow found) {
        return found == null
                ? fault(key, "lacks its line " + key.line() + ".")
                : fault(
                        key,
                        "says otherwise in line %d: %s instead of %s."
                                .formatted(key.line(), found, expected));
    }

    private static Fault fault(LineKey key, String what) {
        return new Fault(key.entity(), key.sequence(), "the read side " + what);
    }

    private static LineKey key(EntryRow row) {
        return new LineKey(row.entity(), row.sequence(), row.line());
    }

    private static final String STORED =
            """
            select e.*, %s as pairs
            from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                 as q (entity, asset, first_at, last_at, first, last)
            join ledger_entry e
              on e.entity = q.entity and e.asset = q.asset
             and e.at between to_timestamp(q.first_at::float8 / 1000000)
                          and to_timestamp(q.last_at::float8 / 1000000)
             and e.sequence between q.first and q.last
            """
                    .formatted(RowTexts.pairs("e.metadata"));

    /** One stretch of the index for each wallet and asset. */
    private static final class Part {
        private long firstAt = Long.MAX_VALUE;
        private long lastAt = Long.MIN_VALUE;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        private void include(EntryRow row) {
            long at = Micros.of(row.at());
            firstAt = Math.min(firstAt, at);
            lastAt = Math.max(lastAt, at);
            first = Math.min(first, row.sequence());
            last = Math.max(last, row.sequence());
        }
    }

    private static Map<LineKey, EntryRow> stored(
            Connection connection, Map<LineKey, EntryRow> expected) throws SQLException {
        var parts = new LinkedHashMap<PartKey, Part>();
        for (var row : expected.values()) {
            parts.computeIfAbsent(new PartKey(row.entity(), row.asset()), _ -> new Part())
                    .include(row);
        }
        var stored = new HashMap<LineKey, EntryRow>();
        var stretches = new ArrayList<>(parts.entrySet());
        try (var columns = new Columns<>(connection, STORED, stretches)) {
            columns.texts(part -> part.getKey().entity())
                    .texts(part -> part.getKey().asset())
                    .longs(part -> part.getValue().firstAt)
                    .longs(part -> part.getValue().lastAt)
                    .longs(part -> part.getValue().first)
                    .longs(part -> part.getValue().last);
            try (var rows = columns.query()) {
                while (rows.next()) {
                    var row = row(rows);
                    stored.put(key(row), row);
                }
            }
        }
        return stored;
    }

    private static EntryRow row(ResultSet row) throws SQLException {
        var hash = row.getBytes("hash");
        return new EntryRow(
                row.getLong("committed"),
                RowTexts.time(row, "at"),
                row.getLong("sequence"),
                row.getInt("line"),
                row.getString("entity"),
                row.getString("asset"),
                row.getString("account"),
                row.getString("contra"),
                row.getLong("amount"),
                row.getLong("contra_amount"),
                RowTexts.optionalLong(row, "balance_after"),
                RowTexts.optionalLong(row, "held_after"),
                row.getString("kind"),
                row.getString("counterparty"),
                row.getString("transfer"),
                row.getString("source"),
                hash == null ? null : new Hash(hash),
                RowTexts.note(row));
    }
}
