package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.protocol.job.Batch;
import io.florin.protocol.job.JobFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Forgets jobs that have ended. The names of those without a price go to {@code job_past} in a
 * commit before the rows go, so that a name is never free between; a wallet keeps the others.
 */
public final class PastTable {
    private static final String ENDED = " and ended_at is not null";

    private final Database database;

    public PastTable(Database database) {
        this.database = database;
    }

    /** How long ended jobs of a kind stay. */
    public record Keep(String kind, Duration time) {}

    private static final Duration OTHERS = Duration.ofDays(7);

    // Kind by kind: what stays longer than others is not passed over each time.
    private static final String EXPIRED =
            """
            select e.seq
            from job_ended_kind k
            left join unnest(?::text[], ?::bigint[]) as keep (kind, millis) on keep.kind = k.kind
            cross join lateral (
                select j.seq from job j
                where j.kind = k.kind
                  and j.ended_at < now() - coalesce(keep.millis, ?) * interval '1 millisecond'
                order by j.ended_at limit ?) e
            limit ?
            """;

    /**
     * Forgets at most so many of the jobs whose time is over by the database's clock, 7 days for
     * other kinds; how many.
     */
    public int retire(List<Keep> keeps, int most) {
        return forget(database.autocommit(connection -> expired(connection, keeps, most)));
    }

    private static List<Long> expired(Connection connection, List<Keep> keeps, int most)
            throws SQLException {
        try (var statement = connection.prepareStatement(EXPIRED)) {
            statement.setObject(1, keeps.stream().map(Keep::kind).toArray(String[]::new));
            statement.setObject(2, keeps.stream().mapToLong(k -> k.time().toMillis()).toArray());
            statement.setLong(3, OTHERS.toMillis());
            statement.setInt(4, most);
            statement.setInt(5, most);
            return Sql.list(statement, row -> row.getLong(1));
        }
    }

    /** Forgets ended jobs that meet the filter, or says which it would. */
    public Batch purge(JobFilter filter, boolean dryRun) {
        var query = new JobQuery(filter);
        long matching = database.autocommit(connection -> query.count(connection, ENDED));
        var found =
                database.autocommit(connection -> query.rows(connection, ENDED, filter.limit()));
        if (!dryRun) forget(found.stream().map(FoundJob::seq).toList());
        return new Batch(matching, found.stream().map(job -> job.job().id()).toList());
    }

    private static final String REMEMBER =
            """
            insert into job_past (created_at, ended_at, version, attempt, failures, state, app,
                                  queue, id, idempotency_key, fingerprint)
            select created_at, ended_at, version, attempt, failures, state, app,
                   queue, id, idempotency_key, fingerprint
            from job
            where seq = any (?::bigint[]) and state in ('SUCCEEDED', 'DEAD', 'CANCELLED')
              and wallet is null
            order by seq
            on conflict do nothing
            """;

    private static final String FORGET =
            "delete from job where seq = any (?::bigint[])"
                    + " and state in ('SUCCEEDED', 'DEAD', 'CANCELLED')";

    private int forget(List<Long> seqs) {
        if (seqs.isEmpty()) return 0;
        database.autocommit(connection -> run(connection, REMEMBER, seqs));
        return database.autocommit(connection -> run(connection, FORGET, seqs));
    }

    private static int run(Connection connection, String sql, List<Long> seqs) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, Sql.longs(seqs));
            return statement.executeUpdate();
        }
    }
}
