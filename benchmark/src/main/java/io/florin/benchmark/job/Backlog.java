package io.florin.benchmark.job;

import io.florin.benchmark.server.BenchServer.Database;
import io.florin.persistence.job.Due;
import io.florin.protocol.job.Priority;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that wait, all with an id, an idempotency key and a unique key of their own.
 *
 * @param kind of the jobs
 * @param jobs how many
 * @param keys how many different ones
 * @param ordered whether the jobs of a key wait for each other
 */
record Backlog(String kind, int jobs, int keys, boolean ordered) {
    private static final String INSERT =
            """
            insert into job (created_at, run_at, dispatch_at, max_attempts, priority, given, state,
                             app, queue, kind, id, payload, key, lane, unique_key,
                             idempotency_key, fingerprint)
            select now(), now(), now() + interval '1 hour', 5, 1, false, 'QUEUED', 'bench', 'work',
                   ?, ? || i, '{"number":' || i || '}', 'k' || i % ?,
                   case when ? then 'k' || i % ? end, ? || i, ? || i,
                   encode(sha256(i::text::bytea), 'hex')
            from generate_series(1, ?) i
            returning seq, lane
            """;

    /** Whether jobs share keys. */
    boolean isKeyed() {
        return keys < jobs;
    }

    /** Writes them, under names that begin with the prefix. */
    List<Due> write(Database database, String prefix) {
        try (var connection = database.connect();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, kind);
            insert.setString(2, prefix);
            insert.setInt(3, keys);
            insert.setBoolean(4, ordered);
            insert.setInt(5, keys);
            insert.setString(6, prefix);
            insert.setString(7, prefix);
            insert.setInt(8, jobs);
            var dues = new ArrayList<Due>(jobs);
            try (var row = insert.executeQuery()) {
                while (row.next()) {
                    @Nullable String lane = row.getString(2);
                    dues.add(new Due(row.getLong(1), "work", kind, Priority.NORMAL, lane));
                }
            }
            return dues;
        } catch (SQLException e) {
            throw new IllegalStateException("The backlog was refused", e);
        }
    }
}
