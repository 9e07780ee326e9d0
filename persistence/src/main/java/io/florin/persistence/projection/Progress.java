package io.florin.persistence.projection;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.SliceRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far a projection is, seen from the journal. Calls block. */
public final class Progress {
    private final Database database;
    private final String name;

    public Progress(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    private static final String OLDEST =
            """
            select (extract(epoch from clock_timestamp() - e.stored_at) * 1000000)::bigint
            from event e
            where (e.era, e.xid, e.position) > (?, ?::xid8, ?) and e.slice between ? and ?
            order by e.era, e.xid, e.position
            limit 1
            """;

    /** The age of each range's oldest event that is not projected; zero when there is none. */
    public Map<SliceRange, Duration> lags() {
        return database.read(connection -> {
            var lags = new LinkedHashMap<SliceRange, Duration>();
            for (var range : OffsetTable.read(connection, name).entrySet()) {
                lags.put(range.getKey(), lag(connection, range.getKey(), range.getValue()));
            }
            return lags;
        });
    }

    /** The largest of {@link #lags}, in milliseconds; above zero as long as anything is behind. */
    public long lagMillis() {
        return lags().values().stream()
                .mapToLong(lag -> lag.isZero() ? 0 : Math.max(1, lag.toMillis()))
                .max()
                .orElse(0);
    }

    private static Duration lag(Connection connection, SliceRange range, EventOffset offset)
            throws SQLException {
        try (var statement = connection.prepareStatement(OLDEST)) {
            bind(statement, range, offset);
            try (var row = statement.executeQuery()) {
                if (!row.next()) return Duration.ZERO;
                return Duration.ofNanos(1_000 * Math.max(1, row.getLong(1)));
            }
        }
    }

    private static final String BEFORE =
            """
            select exists (
                select from event e
                where (e.era, e.xid, e.position) > (?, ?::xid8, ?) and e.slice between ? and ?
                  and (e.era, e.xid, e.position) <= (?, ?::xid8, ?))
            """;

    /** Whether every event before the cut is in the read tables. */
    public boolean hasPassed(EventOffset cut) {
        return database.read(connection -> {
            for (var range : OffsetTable.read(connection, name).entrySet()) {
                if (isBehind(connection, range.getKey(), range.getValue(), cut)) {
                    return false;
                }
            }
            return true;
        });
    }

    /**
     * The latest cut, not behind the given one, that every range has passed: all of the given one,
     * or short of the transaction in which a range stands.
     */
    public EventOffset passed(EventOffset cut) {
        return database.read(connection -> {
            var passed = cut;
            for (var range : OffsetTable.read(connection, name).entrySet()) {
                var offset = range.getValue();
                if (!isBehind(connection, range.getKey(), offset, cut)) continue;
                var before =
                        new EventOffset(
                                offset.era(), Math.max(0, offset.xid() - 1), Integer.MAX_VALUE);
                if (passed.hasPassed(before)) passed = before;
            }
            return passed;
        });
    }

    private static boolean isBehind(
            Connection connection, SliceRange range, EventOffset offset, EventOffset cut)
            throws SQLException {
        try (var statement = connection.prepareStatement(BEFORE)) {
            bind(statement, range, offset);
            statement.setInt(6, cut.era());
            statement.setString(7, Long.toString(cut.xid()));
            statement.setLong(8, cut.position());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, SliceRange range, EventOffset offset)
            throws SQLException {
        statement.setInt(1, offset.era());
        statement.setString(2, Long.toString(offset.xid()));
        statement.setLong(3, offset.position());
        statement.setInt(4, range.first());
        statement.setInt(5, range.last());
    }
}
