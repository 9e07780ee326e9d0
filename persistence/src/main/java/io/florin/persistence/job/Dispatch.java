package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** When jobs are published (again). */
final class Dispatch {
    private static final int AT_ONCE = 5_000;

    private Dispatch() {}

    static Dispatched publish(Connection connection, int most, long againMillis)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select * from job_publish(?, ? * interval '1 millisecond')")) {
            statement.setInt(1, most);
            statement.setLong(2, againMillis);
            var dues = new ArrayList<Due>();
            int examined = 0;
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean("could")) dues.add(JobColumns.due(row));
                    if (row.getBoolean("examined")) examined++;
                }
            }
            return new Dispatched(dues, examined);
        }
    }

    // The cut keeps this from meeting the rows again that it has changed.
    private static final String REPUBLISH =
            """
            update job set dispatch_at = ?::timestamptz, version = version + 1
            where seq in (select seq from job
                          where dispatch_at > ?::timestamptz and run_at <= ?::timestamptz
                            and (?::text is null or queue = ?)
                          limit ? for update skip locked)
            """;

    /** Of one queue, or of all when it is null; statement by statement. */
    static long republish(Database database, @Nullable String queue) {
        var now = database.autocommit(Dispatch::now);
        long all = 0;
        while (true) {
            int changed = database.autocommit(connection -> republish(connection, now, queue));
            all += changed;
            if (changed < AT_ONCE) return all;
        }
    }

    private static String now(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select clock_timestamp()::text");
                var row = statement.executeQuery()) {
            if (!row.next()) throw new IllegalStateException("A clock always answers.");
            return row.getString(1);
        }
    }

    private static int republish(Connection connection, String now, @Nullable String queue)
            throws SQLException {
        try (var statement = connection.prepareStatement(REPUBLISH)) {
            statement.setString(1, now);
            statement.setString(2, now);
            statement.setString(3, now);
            statement.setString(4, queue);
            statement.setString(5, queue);
            statement.setInt(6, AT_ONCE);
            return statement.executeUpdate();
        }
    }
}
