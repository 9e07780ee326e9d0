package io.florin.persistence.job;

import io.florin.persistence.database.Database;

/** Table {@code parked_record}: what stood on a topic and could not be read. Calls block. */
public final class ParkedTable {
    private final Database database;

    public ParkedTable(Database database) {
        this.database = database;
    }

    /** Which record it is. */
    public record Place(String topic, int partition, long offset) {}

    private static final String PARK =
            """
            insert into parked_record (record, partition, topic, reason, bytes)
            values (?, ?, ?, ?, ?) on conflict (topic, partition, record) do nothing
            """;

    /** Keeps the record's bytes; false if it is kept already. */
    public boolean park(Place place, String reason, byte[] bytes) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(PARK)) {
                statement.setLong(1, place.offset());
                statement.setInt(2, place.partition());
                statement.setString(3, place.topic());
                statement.setString(4, reason);
                statement.setBytes(5, bytes);
                return statement.executeUpdate() == 1;
            }
        });
    }
}
