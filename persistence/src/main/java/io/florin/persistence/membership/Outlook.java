package io.florin.persistence.membership;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseSettings;
import io.florin.persistence.database.SchemaState;
import io.florin.persistence.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What the database tells before a node starts. Nothing is changed, and the tables need not be
 * there.
 *
 * @param before the caller's time when the database was asked for its own
 * @param after and when it had answered
 */
public record Outlook(SchemaState schema, Instant before, Roll roll, Instant after) {
    private static final String CLOCK =
            "select clock_timestamp() as now, to_regclass('cluster_node') is not null as has_nodes";

    /** Blocks. */
    public static Outlook ask(DatabaseSettings settings, Duration staleAfter, InstantSource clock) {
        var schema = Database.schema(settings);
        return Database.once(settings, connection -> ask(connection, schema, staleAfter, clock));
    }

    private static Outlook ask(
            Connection connection, SchemaState schema, Duration staleAfter, InstantSource clock)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            var before = clock.instant();
            try (var row = statement.executeQuery(CLOCK)) {
                var after = clock.instant();
                row.next();
                var now = Rows.time(row, "now");
                var roll =
                        row.getBoolean("has_nodes")
                                ? Roll.read(connection, staleAfter)
                                : new Roll(now, List.of());
                return new Outlook(schema, before, new Roll(now, roll.nodes()), after);
            }
        }
    }
}
