package io.florin.persistence.projection;

import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.SliceRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Table {@code projection_offset}, in the shape that pekko-projection-jdbc writes: up to where the
 * events of each slice range are in the read tables.
 */
public final class OffsetTable {
    /** The name of the ledger's projection; its keys are slice ranges. */
    public static final String LEDGER = "ledger";

    private OffsetTable() {}

    private static final String INSERT =
            """
            insert into projection_offset
                (projection_name, projection_key, current_offset, manifest, mergeable, last_updated)
            values (?, ?, ?, 'STR', false, 0)
            on conflict do nothing
            """;

    private static final String SERIALIZE =
            "lock table projection_offset in share row exclusive mode";

    /**
     * Makes sure that every range has its row, since only a row can be locked.
     *
     * @throws IllegalStateException if the tables were filled by other ranges than these
     */
    public static void prepare(Connection connection, String name, List<SliceRange> ranges)
            throws SQLException {
        if (isFor(ranges, read(connection, name))) return;
        try (var lock = connection.createStatement()) {
            lock.execute(SERIALIZE);
        }
        var stored = read(connection, name);
        if (isFor(ranges, stored)) return;
        if (!stored.isEmpty()) throw new IllegalStateException(mismatch(ranges, stored));
        insert(connection, name, ranges);
    }

    private static void insert(Connection connection, String name, List<SliceRange> ranges)
            throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var range : ranges) {
                insert.setString(1, name);
                insert.setString(2, range.toString());
                insert.setString(3, EventOffset.START.toString());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static boolean isFor(List<SliceRange> ranges, Map<SliceRange, EventOffset> stored) {
        return stored.keySet().equals(Set.copyOf(ranges));
    }

    private static String mismatch(List<SliceRange> ranges, Map<SliceRange, EventOffset> stored) {
        return ("florin.projection.slice-ranges is %d, but the read side was filled by %d:"
                        + " set it to %d, or rebuild the read side.")
                .formatted(ranges.size(), stored.size(), stored.size());
    }

    private static final String READ =
            "select projection_key, current_offset from projection_offset"
                    + " where projection_name = ? order by projection_key";

    public static Map<SliceRange, EventOffset> read(Connection connection, String name)
            throws SQLException {
        return read(connection, READ, name);
    }

    /** The same, which nobody can move before this transaction ends; waits for groups under way. */
    static Map<SliceRange, EventOffset> locked(Connection connection, String name)
            throws SQLException {
        return read(connection, READ + " for update", name);
    }

    private static Map<SliceRange, EventOffset> read(Connection connection, String sql, String name)
            throws SQLException {
        var offsets = new LinkedHashMap<SliceRange, EventOffset>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    offsets.put(range(rows.getString(1)), EventOffset.parse(rows.getString(2)));
                }
            }
        }
        return offsets;
    }

    private static final String LOCK =
            "select current_offset from projection_offset"
                    + " where projection_name = ? and projection_key = ? for update";

    /** The stored offset, which nobody else can move before this transaction ends. */
    static EventOffset lock(Connection connection, String name, SliceRange range)
            throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, name);
            statement.setString(2, range.toString());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException(
                            "Projection " + name + " has no offset for slices " + range);
                }
                return EventOffset.parse(row.getString(1));
            }
        }
    }

    private static final String DELETE = "delete from projection_offset where projection_name = ?";

    /** Takes the projection back to the beginning, in these ranges; waits for groups under way. */
    public static void restart(Connection connection, String name, List<SliceRange> ranges)
            throws SQLException {
        try (var statement = connection.prepareStatement(DELETE)) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
        insert(connection, name, ranges);
    }

    private static SliceRange range(String key) {
        int dash = key.indexOf('-');
        return new SliceRange(
                Integer.parseInt(key, 0, dash, 10),
                Integer.parseInt(key, dash + 1, key.length(), 10));
    }
}
