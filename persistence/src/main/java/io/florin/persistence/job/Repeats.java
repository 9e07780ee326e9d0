package io.florin.persistence.job;

import io.florin.persistence.row.Rows;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobState;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Why a job without a price could not be inserted. */
final class Repeats {
    private Repeats() {}

    static Denied denied(Refusal why) {
        return new Denied(Denial.of(why), false);
    }

    private static final String NAMED =
            "select *, fingerprint = ? as is_same from job where seq ="
                    + " (select n.seq from job_name n where n.app = ? and n.scope = ? and ";

    private static final String BY_KEY = NAMED + "n.idempotency_key = ?)";

    private static final String BY_ID = NAMED + "n.id = ?)";

    private static final String BY_UNIQUE_KEY =
            """
            select *, fingerprint = ? as is_same from job
            where ended_at is null and seq = (
                select u.seq from job_unique_key u
                where u.app = ? and u.queue = ? and u.unique_key = ?)
            """;

    private static final String PAST =
            "select *, fingerprint = ? as is_same from job_past where app = ? and queue = ? and ";

    /** Null if what stood in its way is gone. */
    static @Nullable JobReply judge(Connection connection, JobRow row) throws SQLException {
        var reply = named(connection, row);
        return reply == null ? open(connection, row) : reply;
    }

    /** By its idempotency key and its id only, which are for ever; null if they are new. */
    static @Nullable JobReply named(Connection connection, JobRow row) throws SQLException {
        var key = row.job().key();
        if (key != null) {
            var reused = Refusal.IDEMPOTENCY_KEY_REUSED;
            var reply = judge(connection, row, BY_KEY, reused, key);
            if (reply == null) reply = past(connection, row, "idempotency_key = ?", reused, key);
            if (reply != null) return reply;
        }
        var id = row.job().id().value();
        var reply = judge(connection, row, BY_ID, Refusal.ID_REUSED, id);
        if (reply == null) reply = past(connection, row, "id = ?", Refusal.ID_REUSED, id);
        return reply;
    }

    private static @Nullable JobReply judge(
            Connection connection, JobRow row, String sql, Refusal reused, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, row, name);
            return Sql.first(
                    statement,
                    found ->
                            found.getBoolean("is_same")
                                    ? new Taken(JobColumns.job(found), true)
                                    : denied(reused));
        }
    }

    private static @Nullable JobReply past(
            Connection connection, JobRow row, String condition, Refusal reused, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(PAST + condition)) {
            bind(statement, row, name);
            return Sql.first(
                    statement,
                    found ->
                            found.getBoolean("is_same")
                                    ? new Taken(past(row, found), true)
                                    : denied(reused));
        }
    }

    private static @Nullable JobReply open(Connection connection, JobRow row) throws SQLException {
        var uniqueKey = row.job().spec().uniqueKey();
        if (uniqueKey == null) return null;
        try (var statement = connection.prepareStatement(BY_UNIQUE_KEY)) {
            bind(statement, row, uniqueKey);
            return Sql.first(statement, found -> new OpenAlready(JobColumns.job(found), false));
        }
    }

    private static void bind(PreparedStatement statement, JobRow row, String name)
            throws SQLException {
        statement.setString(1, row.fingerprint());
        statement.setString(2, row.job().app());
        statement.setString(3, row.job().spec().queue());
        statement.setString(4, name);
    }

    /** What is still known of a job whose row is forgotten; the same request says the rest. */
    private static Job past(JobRow row, ResultSet past) throws SQLException {
        var createdAt = Rows.time(past, "created_at");
        return new Job(
                row.job().app(),
                new JobId(past.getString("id")),
                row.job().spec(),
                null,
                JobState.valueOf(past.getString("state")),
                past.getLong("version"),
                past.getInt("attempt"),
                past.getInt("failures"),
                null,
                null,
                null,
                null,
                createdAt,
                createdAt,
                Rows.time(past, "ended_at"),
                row.job().replays());
    }
}
