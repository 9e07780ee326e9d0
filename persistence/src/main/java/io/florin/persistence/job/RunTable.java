package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.persistence.ledger.Columns;
import io.florin.persistence.row.Rows;
import io.florin.protocol.job.JobProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The runs of table {@code job}. Every statement commits by itself: no client stands between a lock
 * and its release. Calls block. Open to who must stand between a commit and its hearing.
 */
public class RunTable {
    private static final int MOST_RESCUED = 2_000;

    private final Database database;

    public RunTable(Database database) {
        this.database = database;
    }

    /** Those of the jobs that may run now, at most so many; they are RUNNING from here on. */
    public List<Claim> claim(List<Long> seqs, String incarnation, int most) {
        if (seqs.isEmpty()) return List.of();
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement("select * from job_claim(?::bigint[], ?, ?)")) {
                statement.setObject(1, Sql.longs(seqs));
                statement.setString(2, incarnation);
                statement.setInt(3, most);
                return Sql.list(statement, JobColumns::claim);
            }
        });
    }

    /**
     * Ends runs, all those whose fence is the newest. A repeat is accepted like its first, which
     * may have gone unanswered.
     */
    public Finished finish(List<RunEnd> ends) {
        if (ends.isEmpty()) return new Finished(Set.of(), List.of());
        var ordered = new ArrayList<>(ends);
        ordered.sort(Comparator.comparingLong(end -> end.fence().seq()));
        return database.autocommit(connection -> {
            try (var columns = new Columns<>(connection, EndColumns.FINISH, ordered)) {
                EndColumns.bind(columns);
                return finished(connection, columns);
            }
        });
    }

    private static final String FENCES =
            " unnest(?::bigint[], ?::int[], ?::text[]) as e (seq, attempt, incarnation) ";

    private static final String END =
            """
            with e as materialized (select * from %s),
            done as (
                update job j
                set version = j.version + 1, state = j.ends_as, ended_at = clock_timestamp()
                from e
                where j.seq = e.seq and coalesce(j.state, '') = 'SETTLING'
                  and j.attempt = e.attempt and j.incarnation = e.incarnation
                returning j.seq),
            rest as materialized (
                select * from e where not exists (select from done d where d.seq = e.seq))
            select seq from done
            union all
            select j.seq from rest e join job j on j.seq = e.seq and j.attempt = e.attempt
                                               and j.incarnation = e.incarnation
            where j.state = j.ends_as
            """
                    .formatted(FENCES);

    /** The wallets have answered: SETTLING jobs end as was chosen. A repeat is accepted, too. */
    public Finished end(List<Fence> settled) {
        if (settled.isEmpty()) return new Finished(Set.of(), List.of());
        return database.autocommit(connection -> {
            try (var columns = fences(connection, END, settled)) {
                return finished(connection, columns);
            }
        });
    }

    private static Finished finished(Connection connection, Columns<?> ending) throws SQLException {
        var accepted = new HashSet<Long>();
        try (var rows = ending.query()) {
            while (rows.next()) accepted.add(rows.getLong(1));
        }
        return new Finished(accepted, Nexts.after(connection, accepted));
    }

    private static Columns<Fence> fences(Connection connection, String sql, List<Fence> fences)
            throws SQLException {
        var ordered = new ArrayList<>(fences);
        ordered.sort(Comparator.comparingLong(Fence::seq));
        return new Columns<>(connection, sql, ordered)
                .longs(Fence::seq)
                .ints(Fence::attempt)
                .texts(Fence::incarnation);
    }

    private static final String HELD =
            " where seq = ? and attempt = ? and incarnation = ?"
                    + " and coalesce(state, '') = 'RUNNING'";

    private static final String MARK_SENT =
            "update job set sent = true, version = version + 1" + HELD;

    /** To be asked before a request that moves outside money leaves; false: it must not. */
    public boolean markSent(Fence fence) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(MARK_SENT)) {
                return bind(statement, 1, fence).executeUpdate() == 1;
            }
        });
    }

    private static final String PROGRESS =
            "update job set progress_percent = ?, progress_note = ?, version = version + 1" + HELD;

    /** False if the run has lost its fence. */
    public boolean progress(Fence fence, JobProgress progress) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(PROGRESS)) {
                statement.setInt(1, progress.percent());
                statement.setString(2, progress.note());
                return bind(statement, 3, fence).executeUpdate() == 1;
            }
        });
    }

    private static PreparedStatement bind(PreparedStatement statement, int first, Fence fence)
            throws SQLException {
        statement.setLong(first, fence.seq());
        statement.setInt(first + 1, fence.attempt());
        statement.setString(first + 2, fence.incarnation());
        return statement;
    }

    private static final String LOST =
            "select e.seq from "
                    + FENCES
                    + """
                    where not exists (
                        select from job j where j.seq = e.seq and coalesce(j.state, '') = 'RUNNING'
                               and j.attempt = e.attempt and j.incarnation = e.incarnation)
                    """;

    /** The seqs of those runs that may not write any more. */
    public Set<Long> lost(List<Fence> fences) {
        if (fences.isEmpty()) return Set.of();
        return database.autocommit(connection -> {
            var lost = new HashSet<Long>();
            try (var columns = fences(connection, LOST, fences);
                    var rows = columns.query()) {
                while (rows.next()) lost.add(rows.getLong(1));
            }
            return lost;
        });
    }

    /** The database's time, by which runs begin. */
    public Instant now() {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement("select clock_timestamp() as now")) {
                var now = Sql.first(statement, row -> Rows.time(row, "now"));
                if (now == null) throw new IllegalStateException("A clock always answers.");
                return now;
            }
        });
    }

    /**
     * Takes what is under way from incarnations that are not among the living, 2,000 jobs at a
     * time.
     *
     * @param again after so long the dispatcher tells of a job that still waits
     */
    public Rescue rescue(Living living, String adopter, Duration again) {
        if (!living.incarnations().contains(adopter)) {
            throw new IllegalArgumentException("The adopter is not among the living.");
        }
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "select * from job_rescue(?, ?, ?, ? * interval '1 millisecond', ?)")) {
                statement.setObject(1, Rows.array(living.incarnations()));
                statement.setObject(2, Rows.floor(living.asOf()));
                statement.setString(3, adopter);
                statement.setLong(4, again.toMillis());
                statement.setInt(5, MOST_RESCUED);
                return rescued(connection, statement);
            }
        });
    }

    private static Rescue rescued(Connection connection, PreparedStatement statement)
            throws SQLException {
        var due = new ArrayList<Due>();
        var settling = new ArrayList<Settling>();
        var freed = new HashSet<Long>();
        try (var row = statement.executeQuery()) {
            while (row.next()) {
                switch (row.getString("state")) {
                    case "SETTLING" -> settling.add(JobColumns.settling(row));
                    case "RETRYING", "UNKNOWN" -> due.add(JobColumns.due(row));
                    default -> freed.add(row.getLong("seq")); // quarantined
                }
            }
        }
        due.addAll(Nexts.after(connection, freed));
        return new Rescue(due, settling);
    }

    private static final String SETTLING =
            "select * from job where state = 'SETTLING' and incarnation = ? order by seq limit ?";

    /** Outcomes that this incarnation is still to tell the wallets, oldest first. */
    public List<Settling> settling(String incarnation, int most) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(SETTLING)) {
                statement.setString(1, incarnation);
                statement.setInt(2, most);
                return Sql.list(statement, JobColumns::settling);
            }
        });
    }

    private static final String SETTLING_OF =
            "select j.* from "
                    + FENCES
                    + """
                    join job j on j.seq = e.seq and j.attempt = e.attempt
                                  and j.incarnation = e.incarnation
                    where coalesce(j.state, '') = 'SETTLING'
                    """;

    /** What became of runs that could not write their ends: those whose outcome was chosen. */
    public List<Settling> settling(List<Fence> fences) {
        if (fences.isEmpty()) return List.of();
        return database.autocommit(connection -> {
            var settling = new ArrayList<Settling>();
            try (var columns = fences(connection, SETTLING_OF, fences);
                    var row = columns.query()) {
                while (row.next()) settling.add(JobColumns.settling(row));
            }
            return settling;
        });
    }

    /**
     * What is to be published now; a job is again after that time, if it still waits by then. Jobs
     * that could not be claimed are left out.
     */
    public Dispatched dispatch(int most, Duration again) {
        return database.autocommit(
                connection -> Dispatch.publish(connection, most, again.toMillis()));
    }

    /**
     * What incarnations that live no more may have committed and told nobody of, within that time
     * before now. Part of it is returned, the rest is a case for {@link #dispatch}.
     *
     * @param again after so long the dispatcher tells of a job that waits, anyway
     */
    public List<Due> untold(Set<String> livingIncarnations, Duration within, Duration again) {
        return database.autocommit(
                connection -> Untold.find(connection, livingIncarnations, within, again));
    }

    /** Makes every due job a case for {@link #dispatch}; returns how many. */
    public long republishAll() {
        return Dispatch.republish(database, null);
    }

    /** Writes down what holds for all jobs of these kinds, from now on. */
    public void kinds(List<KindLimits> limits) {
        database.autocommit(connection -> KindColumns.write(connection, limits));
    }
}
