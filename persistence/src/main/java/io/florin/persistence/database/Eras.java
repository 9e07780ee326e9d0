package io.florin.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Table {@code era}: which server's transaction ids the rows of an era carry. Transaction ids order
 * rows only within one server, so a start that finds the tables on another server than the newest
 * era's (a logical restore) opens the next era.
 */
final class Eras {
    private Eras() {}

    private static final String LOCK = "lock table era in share row exclusive mode";
    private static final String NEWEST =
            "select era, system_identifier from era order by era desc limit 1";
    private static final String OPEN =
            "insert into era (era, system_identifier) values (?, ?) on conflict (era) do nothing";

    /** Returns the era of this server, opening it first if need be; part of one transaction. */
    static int open(Connection connection, long systemIdentifier) throws SQLException {
        try (var lock = connection.createStatement()) {
            lock.execute(LOCK);
            int era = of(connection, systemIdentifier);
            try (var insert = connection.prepareStatement(OPEN)) {
                insert.setInt(1, era);
                insert.setLong(2, systemIdentifier);
                insert.executeUpdate();
            }
            return era;
        }
    }

    /** The era of this server, or the number that its own will have. */
    static int of(Connection connection, long systemIdentifier) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(NEWEST)) {
            if (!row.next()) return 1;
            return row.getLong(2) == systemIdentifier ? row.getInt(1) : row.getInt(1) + 1;
        }
    }
}
