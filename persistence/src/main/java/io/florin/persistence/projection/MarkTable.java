package io.florin.persistence.projection;

import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.SliceRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Table {@code webhook_mark}: how far a projection had come when it was taken back to the
 * beginning. What it reads again up to there is news to nobody.
 */
public final class MarkTable {
    /** Events of these slices, up to there. */
    public record Mark(SliceRange slices, EventOffset upTo) {
        public boolean covers(int slice, EventOffset offset) {
            return slices.contains(slice) && offset.compareTo(upTo) <= 0;
        }
    }

    private MarkTable() {}

    private static final String KEEP =
            """
            insert into webhook_mark (first_slice, last_slice, era, xid, position)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """;

    /** Marks where the projection is; the caller takes it back in the same transaction. */
    public static void keep(Connection connection, String projection) throws SQLException {
        try (var statement = connection.prepareStatement(KEEP)) {
            for (var offset : OffsetTable.locked(connection, projection).entrySet()) {
                statement.setInt(1, offset.getKey().first());
                statement.setInt(2, offset.getKey().last());
                statement.setInt(3, offset.getValue().era());
                statement.setLong(4, offset.getValue().xid());
                statement.setLong(5, offset.getValue().position());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static final String READ = "select * from webhook_mark";

    public static List<Mark> read(Connection connection) throws SQLException {
        var marks = new ArrayList<Mark>();
        try (var statement = connection.prepareStatement(READ);
                var row = statement.executeQuery()) {
            while (row.next()) {
                marks.add(
                        new Mark(
                                new SliceRange(row.getInt("first_slice"), row.getInt("last_slice")),
                                new EventOffset(
                                        row.getInt("era"),
                                        row.getLong("xid"),
                                        row.getLong("position"))));
            }
        }
        return marks;
    }
}
