package io.florin.persistence.events;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.Hash;
import io.florin.persistence.journal.Serialized;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads events of a slice range in commit order. A row may be read once every older transaction has
 * ended, that is below {@code pg_snapshot_xmin}: what is read later can then only stand behind it.
 * Rows of earlier eras are all visible. Calls block: use a virtual thread. Thread-safe.
 */
public final class EventReader {
    /** The most rows one page may ask for. */
    public static final int PAGE_ROWS_MAX = 10_000;

    private static final String ROWS =
            """
            select e.xid, e.position, e.entity, e.sequence, e.slice, e.serializer, e.manifest,
                   e.bytes, e.key, e.ref, e.hash, e.stored_at
            from event e
            where e.era = ? and (e.xid, e.position) > (?::xid8, ?) and e.xid < h.xmin
              and e.slice between ? and ?
            order by e.xid, e.position
            limit ?
            """;

    /**
     * One statement, so that the horizon and the rows are of one snapshot. Always one row at least.
     */
    private static final String READ =
            """
            select p.*, h.xmin,
                   (select extract(epoch from clock_timestamp() - w.stored_at)
                    from event w
                    where w.era = ? and w.xid >= h.xmin and w.slice between ? and ?
                    order by w.xid, w.position limit 1) as withheld
            from (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) h
            left join lateral (
            """
                    + ROWS
                    + ") p on true order by p.xid, p.position";

    /**
     * Rows of an earlier era are all visible: no transaction of that server can still be open here.
     */
    private static final String READ_EARLIER =
            """
            select p.*, null as xmin, null as withheld
            from (select '18446744073709551615'::xid8 as xmin) h
            left join lateral (
            """
                    + ROWS
                    + ") p on true order by p.xid, p.position";

    private static final String HORIZON = "select pg_snapshot_xmin(pg_current_snapshot())";

    private final Database database;

    public EventReader(Database database) {
        this.database = database;
    }

    /**
     * Reads up to {@code rowsMax} events of the slices behind {@code after}.
     *
     * @throws io.florin.persistence.database.DatabaseException if the database does not answer
     * @throws IllegalArgumentException if the offset is of an era this database has not seen
     */
    public EventPage read(SliceRange slices, EventOffset after, int rowsMax) {
        if (rowsMax < 1 || rowsMax > PAGE_ROWS_MAX) {
            throw new IllegalArgumentException("A page has 1 to " + PAGE_ROWS_MAX + " rows");
        }
        if (after.era() > database.era()) {
            throw new IllegalArgumentException(
                    "Offset "
                            + after
                            + " is of a later era than this database's "
                            + database.era()
                            + ": offsets belong to the database of their journal.");
        }
        var from = after.era() == 0 ? new EventOffset(1, 0, 0) : after;
        return database.autocommit(connection -> page(connection, slices, from, rowsMax));
    }

    /**
     * The cut of this moment: every event stored before the call's answer is sent by transactions
     * that had ended lies before it, every later one behind.
     */
    public EventOffset horizon() {
        long xmin =
                database.autocommit(connection -> {
                    try (var statement = connection.prepareStatement(HORIZON);
                            var row = statement.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                });
        return EventOffset.before(database.era(), xmin);
    }

    private EventPage page(Connection connection, SliceRange slices, EventOffset from, int rowsMax)
            throws SQLException {
        boolean current = from.era() == database.era();
        try (var statement = connection.prepareStatement(current ? READ : READ_EARLIER)) {
            int at = 1;
            if (current) {
                statement.setInt(at++, from.era());
                statement.setInt(at++, slices.first());
                statement.setInt(at++, slices.last());
            }
            statement.setInt(at++, from.era());
            statement.setObject(at++, Long.toString(from.xid()), Types.OTHER);
            statement.setLong(at++, from.position());
            statement.setInt(at++, slices.first());
            statement.setInt(at++, slices.last());
            statement.setInt(at++, rowsMax);
            try (var answer = statement.executeQuery()) {
                return current
                        ? currentPage(answer, from, rowsMax)
                        : earlierPage(answer, from, rowsMax);
            }
        }
    }

    private static EventPage currentPage(ResultSet answer, EventOffset from, int rowsMax)
            throws SQLException {
        var rows = new ArrayList<EventRow>();
        long xmin = 0;
        var withheld = Duration.ZERO;
        while (answer.next()) {
            xmin = answer.getLong("xmin");
            double seconds = answer.getDouble("withheld");
            if (!answer.wasNull())
                withheld = Duration.ofNanos(1 + Math.max(0, (long) (seconds * 1e9)));
            addRow(answer, from.era(), rows);
        }
        if (rows.size() == rowsMax)
            return new EventPage(rows, rows.getLast().offset(), true, withheld);
        var seen = EventOffset.before(from.era(), xmin);
        return new EventPage(rows, seen.hasPassed(from) ? seen : from, false, withheld);
    }

    private static EventPage earlierPage(ResultSet answer, EventOffset from, int rowsMax)
            throws SQLException {
        var rows = new ArrayList<EventRow>();
        while (answer.next()) {
            addRow(answer, from.era(), rows);
        }
        var next =
                rows.size() == rowsMax
                        ? rows.getLast().offset()
                        : new EventOffset(from.era() + 1, 0, 0);
        return new EventPage(rows, next, true, Duration.ZERO);
    }

    private static void addRow(ResultSet answer, int era, List<EventRow> rows) throws SQLException {
        long xid = answer.getLong(1);
        if (answer.wasNull()) return;
        rows.add(
                new EventRow(
                        new EventOffset(era, xid, answer.getLong(2)),
                        answer.getString(3),
                        answer.getLong(4),
                        answer.getInt(5),
                        new Serialized(answer.getInt(6), answer.getString(7), answer.getBytes(8)),
                        answer.getString(9),
                        answer.getString(10),
                        new Hash(answer.getBytes(11)),
                        answer.getObject(12, OffsetDateTime.class).toInstant()));
    }
}
