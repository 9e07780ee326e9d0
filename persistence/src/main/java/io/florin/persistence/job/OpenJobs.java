package io.florin.persistence.job;

import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.refusal.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a job that was open already under the request's unique key. A request with an
 * idempotency key has the same answer for ever, long after that job has ended.
 */
final class OpenJobs {
    private OpenJobs() {}

    // The index of the keys decides between this answer and another job of the same key.
    private static final String FIRST =
            """
            with asked as (select ?::text as fingerprint, ?::text as name),
            open as materialized (
                select * from job where ended_at is null and seq = (
                    select u.seq from job_unique_key u
                    where u.app = ? and u.queue = ? and u.unique_key = ?)),
            remembered as (
                insert into job_name (app, scope, idempotency_key, fingerprint,
                                      open_id)
                select o.app, o.queue, a.name, a.fingerprint, o.id
                from open o, asked a where a.name is not null
                on conflict do nothing returning app)
            select o.* from open o, asked a
            where a.name is null or exists (select from remembered)
            """;

    /** Null if there is none, or if another request has taken the key meanwhile. */
    static @Nullable JobReply first(Connection connection, JobRow row) throws SQLException {
        var spec = row.job().spec();
        if (spec.uniqueKey() == null) return null;
        try (var statement = connection.prepareStatement(FIRST)) {
            statement.setString(1, row.fingerprint());
            statement.setString(2, row.job().key());
            statement.setString(3, row.job().app());
            statement.setString(4, spec.queue());
            statement.setString(5, spec.uniqueKey());
            return Sql.first(statement, found -> new OpenAlready(JobColumns.job(found), false));
        }
    }

    private static final String REMEMBERED =
            """
            select j.*, n.fingerprint = ? as is_same
            from job_name n
            """;

    private static final String OF_KEY =
            " where n.app = ? and n.scope = ? and n.idempotency_key = ? and n.seq is null";

    private static final String AGAIN =
            REMEMBERED
                    + """
                    join job_name o on o.app = n.app and o.scope = n.scope and o.id = n.open_id
                    join job j on j.seq = o.seq
                    """
                    + OF_KEY;

    private static final String LONG_AGO =
            REMEMBERED
                    + """
                    join job_past j on j.app = n.app and j.queue = n.scope and j.id = n.open_id
                    """
                    + OF_KEY;

    /** Null if no such answer was given to the key. */
    static @Nullable JobReply again(Connection connection, JobRow row, String key)
            throws SQLException {
        var reply = again(connection, row, key, AGAIN, JobColumns::job);
        if (reply != null) return reply;
        return again(connection, row, key, LONG_AGO, past -> Repeats.past(row, past));
    }

    private static @Nullable JobReply again(
            Connection connection, JobRow row, String key, String sql, Sql.Reader<Job> reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            Repeats.bind(statement, row, key);
            return Sql.first(
                    statement,
                    found ->
                            found.getBoolean("is_same")
                                    ? new OpenAlready(reader.read(found), true)
                                    : Repeats.denied(Refusal.IDEMPOTENCY_KEY_REUSED));
        }
    }
}
