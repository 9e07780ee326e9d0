package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The runs of one node as the table has them, and how it parts with them. Calls block. */
public final class OwnRuns {
    private static final String HELD =
            "select seq, attempt from job where incarnation = ? and state = 'RUNNING'";

    /** No failure is counted. The dispatcher finds it. */
    private static final String GIVE_BACK =
            """
            update job j set
                state = case when j.sent then 'UNKNOWN'
                             when j.failures + j.deaths > 0 then 'RETRYING' else 'QUEUED' end,
                incarnation = null, version = j.version + 1,
                run_at = clock_timestamp() + ? * interval '1 millisecond',
                dispatch_at = clock_timestamp() + ? * interval '1 millisecond'
            from unnest(?, ?, ?) f (seq, attempt, incarnation)
            where j.seq = f.seq and j.attempt = f.attempt and j.incarnation = f.incarnation
              and j.state = 'RUNNING'
            returning j.seq
            """;

    private final Database database;

    public OwnRuns(Database database) {
        this.database = database;
    }

    /** All runs that an incarnation has begun and not ended, whether it knows of them or not. */
    public List<Fence> of(String incarnation) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(HELD)) {
                statement.setString(1, incarnation);
                var runs = new ArrayList<Fence>();
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        runs.add(new Fence(row.getLong(1), row.getInt(2), incarnation));
                    }
                }
                return runs;
            }
        });
    }

    /**
     * Runs that were not done, and nobody's fault, are due again after a while; answers which still
     * were the fences' own.
     */
    public Set<Long> giveBack(List<Fence> fences, Duration after) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(GIVE_BACK)) {
                statement.setLong(1, after.toMillis());
                statement.setLong(2, after.toMillis());
                setFences(connection, statement, fences);
                var given = new HashSet<Long>();
                try (var row = statement.executeQuery()) {
                    while (row.next()) given.add(row.getLong(1));
                }
                return given;
            }
        });
    }

    private static void setFences(
            Connection connection, PreparedStatement statement, List<Fence> fences)
            throws SQLException {
        var seqs = fences.stream().map(Fence::seq).toArray(Long[]::new);
        var attempts = fences.stream().map(Fence::attempt).toArray(Integer[]::new);
        var incarnations = fences.stream().map(Fence::incarnation).toArray(String[]::new);
        statement.setArray(3, connection.createArrayOf("bigint", seqs));
        statement.setArray(4, connection.createArrayOf("int", attempts));
        statement.setArray(5, connection.createArrayOf("text", incarnations));
    }
}
