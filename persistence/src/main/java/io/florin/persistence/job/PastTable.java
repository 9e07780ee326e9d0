package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import io.florin.protocol.job.Batch;
import io.florin.protocol.job.JobFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** How long ended jobs stay; null is any app, any kind. The first that fits a job counts. */
    public record Keep(@Nullable String app, @Nullable String kind, Duration time) {}

    // Jobs that stay longer than others are passed over again each time: there are few.
    private static final String EXPIRED =
            """
            select j.seq from job j
            where j.ended_at is not null and j.ended_at < ?::timestamptz - coalesce((
                select k.millis * interval '1 millisecond'
                from unnest(?::text[], ?::text[], ?::bigint[]) with ordinality
                     as k (app, kind, millis, place)
                where (k.app is null or k.app = j.app) and (k.kind is null or k.kind = j.kind)
                order by k.place limit 1), interval '7 days')
            order by j.ended_at limit ?
            """;

    /** Forgets at most so many of the jobs whose time is over, 7 days by default; how many. */
    public int retire(List<Keep> keeps, Instant now, int most) {
        return forget(database.autocommit(connection -> expired(connection, keeps, now, most)));
    }

    private static List<Long> expired(
            Connection connection, List<Keep> keeps, Instant now, int most) throws SQLException {
        try (var statement = connection.prepareStatement(EXPIRED)) {
            statement.setObject(1, Rows.floor(now));
            statement.setObject(2, keeps.stream().map(Keep::app).toArray(String[]::new));
            statement.setObject(3, keeps.stream().map(Keep::kind).toArray(String[]::new));
            statement.setObject(4, keeps.stream().mapToLong(k -> k.time().toMillis()).toArray());
            statement.setInt(5, most);
            return Sql.list(statement, row -> row.getLong(1));
        }
    }

    /** Forgets ended jobs that meet the filter, or says which it would. */
    public Batch purge(JobFilter filter, boolean dryRun) {
        var query = new JobQuery(filter);
        return database.autocommit(connection -> {
            long matching = query.count(connection, ENDED);
            var found = query.rows(connection, ENDED, filter.limit());
            if (!dryRun) forget(found.stream().map(FoundJob::seq).toList());
            return new Batch(matching, found.stream().map(job -> job.job().id()).toList());
        });
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
