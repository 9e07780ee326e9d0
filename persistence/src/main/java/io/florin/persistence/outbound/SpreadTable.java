package io.florin.persistence.outbound;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.outbound.DeliveryJobs.Parcel;
import io.florin.protocol.trace.Trace;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages become deliveries, one for each endpoint that is on and wants them. Whoever else does it
 * meanwhile takes other messages. Calls block.
 */
public final class SpreadTable {
    /** How many messages there were, and whom to wake. */
    public record Spread(int messages, List<Due> due) {}

    private final Database database;
    private final DeliveryJobs jobs;

    public SpreadTable(Database database, DeliveryJobs jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    private static final String TAKE =
            "select seq from webhook_message where not spread order by seq limit ?"
                    + " for update skip locked";

    private static final String DELIVER =
            """
            insert into webhook_delivery (created_at, id, app, message, endpoint, cause)
            select now(), gen_random_uuid()::text, m.app, m.seq, e.id, 'event'
            from webhook_message m
            join webhook_endpoint e on e.app = m.app and e.disabled_at is null
                                       and e.events && webhook_words(m.type)
            where m.seq = any (?)
            order by m.seq
            on conflict do nothing
            returning app, endpoint, id,
                      (select m.traceparent from webhook_message m where m.seq = message)
            """;

    private static final String DONE =
            "update webhook_message set spread = true where seq = any (?)";

    /** The oldest messages that nobody has spread, at most so many, in one transaction. */
    public Spread spread(int most) {
        return database.transact(connection -> {
            var seqs = take(connection, most);
            if (seqs.isEmpty()) return new Spread(0, List.of());
            var array = connection.createArrayOf("bigint", seqs.toArray());
            var due = jobs.submit(connection, deliver(connection, array));
            try (var statement = connection.prepareStatement(DONE)) {
                statement.setArray(1, array);
                statement.executeUpdate();
            }
            return new Spread(seqs.size(), due);
        });
    }

    private static List<Long> take(Connection connection, int most) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, most);
            var seqs = new ArrayList<Long>();
            try (var row = statement.executeQuery()) {
                while (row.next()) seqs.add(row.getLong(1));
            }
            return seqs;
        }
    }

    private static List<Parcel> deliver(Connection connection, Array seqs) throws SQLException {
        try (var statement = connection.prepareStatement(DELIVER)) {
            statement.setArray(1, seqs);
            return parcels(statement);
        }
    }

    /** Of a statement that returns app, endpoint, id and the message's trace. */
    static List<Parcel> parcels(PreparedStatement statement) throws SQLException {
        var parcels = new ArrayList<Parcel>();
        try (var row = statement.executeQuery()) {
            while (row.next()) {
                parcels.add(
                        new Parcel(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Trace.parse(row.getString(4)).orElse(null)));
            }
        }
        return parcels;
    }
}
