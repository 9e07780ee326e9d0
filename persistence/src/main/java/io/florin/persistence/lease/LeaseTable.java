package io.florin.persistence.lease;

import io.florin.persistence.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * Table {@code lease}: a name is held by one owner at a time, until its time is over. Uses the
 * writers' connections, because the others may all be lent when it matters. Calls block.
 */
public final class LeaseTable {
    private final Database database;

    public LeaseTable(Database database) {
        this.database = database;
    }

    private static final String ACQUIRE =
            """
            insert into lease as held (name, owner, until)
            values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (name) do update set owner = excluded.owner, until = excluded.until
            where held.owner = excluded.owner or held.owner = any(?)
                or held.until < clock_timestamp()
            """;

    /**
     * Takes the name for so long from now; the owner that has it has it longer.
     *
     * @return false if somebody else holds it
     */
    public boolean acquire(String name, String owner, Duration life) {
        return acquire(name, owner, life, Set.of());
    }

    /**
     * The same, and from any of these it is taken although they hold it.
     *
     * @return false if somebody else holds it
     */
    public boolean acquire(String name, String owner, Duration life, Set<String> from) {
        return database.write(connection -> {
            try (var statement = connection.prepareStatement(ACQUIRE)) {
                statement.setString(1, name);
                statement.setString(2, owner);
                statement.setLong(3, life.toMillis());
                statement.setArray(4, connection.createArrayOf("text", from.toArray()));
                return statement.executeUpdate() == 1;
            }
        });
    }

    private static final String HOLDING = "select owner, until from lease where name = ?";

    /** Who holds the name, or has held it, and until when by the database's clock. */
    public Optional<Holding> holding(String name) {
        return database.write(connection -> {
            try (var statement = connection.prepareStatement(HOLDING)) {
                statement.setString(1, name);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(Holding.of(row)) : Optional.empty();
                }
            }
        });
    }

    /** One who is alive is seen to move {@code until} on. */
    public record Holding(String owner, Instant until) {
        private static Holding of(ResultSet row) throws SQLException {
            return new Holding(
                    row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
        }
    }
}
