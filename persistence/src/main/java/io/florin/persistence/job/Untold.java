package io.florin.persistence.job;

import io.florin.persistence.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a node may have committed and told nobody of, because it died: jobs that it took in, and the
 * next ones of lanes whose jobs it ended. The dispatcher would find them, too, minutes later.
 */
final class Untold {
    private static final int MOST_TAKEN_IN = 20_000;
    private static final int MOST_ENDED = 10_000;

    private Untold() {}

    // Each waiting job's next telling stands in dispatch_at, so the newest stand at the end.
    private static final String TAKEN_IN =
            """
            update job set dispatch_at = now(), version = version + 1
            where seq in (select seq from job
                          where dispatch_at > now() + (?::bigint - ?) * interval '1 millisecond'
                            and dispatch_at <= now() + ? * interval '1 millisecond'
                            and run_at <= now()
                          order by dispatch_at limit ? for update skip locked)
            """;

    private static final String ENDED =
            """
            select e.seq from job_ended_kind k cross join lateral (
                select seq, ended_at from job
                where kind = k.kind and ended_at > now() - ? * interval '1 millisecond'
                  and lane is not null and incarnation <> all (?)
                order by ended_at desc limit ?) e
            order by e.ended_at desc limit ?
            """;

    /**
     * Makes the first a case for the dispatcher, and returns the others.
     *
     * @param within so long ago at most
     * @param again after so long a waiting job is told of again
     */
    static List<Due> find(
            Connection connection, Set<String> living, Duration within, Duration again)
            throws SQLException {
        try (var statement = connection.prepareStatement(TAKEN_IN)) {
            statement.setLong(1, again.toMillis());
            statement.setLong(2, within.toMillis());
            statement.setLong(3, again.toMillis());
            statement.setInt(4, MOST_TAKEN_IN);
            statement.executeUpdate();
        }
        var ended = new ArrayList<Long>();
        try (var statement = connection.prepareStatement(ENDED)) {
            statement.setLong(1, within.toMillis());
            statement.setObject(2, Rows.array(living));
            statement.setInt(3, MOST_ENDED);
            statement.setInt(4, MOST_ENDED);
            try (var row = statement.executeQuery()) {
                while (row.next()) ended.add(row.getLong(1));
            }
        }
        return Nexts.after(connection, ended);
    }
}
