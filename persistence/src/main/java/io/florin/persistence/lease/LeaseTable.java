package io.florin.persistence.lease;

import io.florin.persistence.database.Database;
import java.time.Duration;

/**
 * Table {@code lease}: a name is held by one owner at a time, until it is released or its time is
 * over. Uses the writers' connections, because the others may all be lent when it matters. Calls
 * block.
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
            where held.owner = excluded.owner or held.until < clock_timestamp()
            """;

    /**
     * Takes the name for so long from now; the owner that has it has it longer.
     *
     * @return false if somebody else holds it
     */
    public boolean acquire(String name, String owner, Duration life) {
        return database.write(connection -> {
            try (var statement = connection.prepareStatement(ACQUIRE)) {
                statement.setString(1, name);
                statement.setString(2, owner);
                statement.setLong(3, life.toMillis());
                return statement.executeUpdate() == 1;
            }
        });
    }

    private static final String RELEASE = "delete from lease where name = ? and owner = ?";

    /** Gives the name back; nothing happens if the owner does not hold it. */
    public void release(String name, String owner) {
        database.write(connection -> {
            try (var statement = connection.prepareStatement(RELEASE)) {
                statement.setString(1, name);
                statement.setString(2, owner);
                return statement.executeUpdate();
            }
        });
    }
}
