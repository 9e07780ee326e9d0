package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import java.time.Duration;

/** Table {@code parked_record}: what stood on a topic and could not be read. Calls block. */
public final class ParkedTable {
    private final Database database;

    public ParkedTable(Database database) {
        this.database = database;
    }

    /** Where a record stood; another one may, once its topic was made anew. */
    public record Place(String topic, int partition, long offset) {}

    private static final String PARK =
            """
            insert into parked_record (record, partition, topic, reason, bytes)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """;

    /** Keeps the record's bytes; false if they are kept already. */
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

    private static final String FORGET =
            """
            delete from parked_record where ctid = any (array(
                select ctid from parked_record
                where parked_at < now() - ? * interval '1 millisecond'
                order by parked_at limit ?))
            """;

    /** Forgets at most so many of those that were parked longer ago; how many. */
    public int retire(Duration kept, int most) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(FORGET)) {
                statement.setLong(1, kept.toMillis());
                statement.setInt(2, most);
                return statement.executeUpdate();
            }
        });
    }
}
