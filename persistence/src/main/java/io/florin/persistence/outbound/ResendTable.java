package io.florin.persistence.outbound;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.row.Rows;
import io.florin.protocol.outbound.EventType;
import io.florin.protocol.outbound.ReplayWish;
import io.florin.protocol.outbound.WebhookEndpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that somebody asked for: of old messages anew, or of a test. Whoever asks is what they
 * belong to. Calls block.
 */
public final class ResendTable {
    /** The most messages that one wish sends again. */
    public static final int MOST = 500;

    /** What follows from a wish, and whom to wake. */
    public record Resent(long messages, @Nullable Instant nextFrom, List<Due> due) {}

    private final Database database;
    private final DeliveryJobs jobs;

    public ResendTable(Database database, DeliveryJobs jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    private static final String AGAIN =
            """
            insert into webhook_delivery
                (created_at, id, app, message, endpoint, cause, replays)
            select clock_timestamp(), ?, d.app, d.message, d.endpoint,
                   case when d.cause = 'test' then 'test' else 'replay' end, d.id
            from webhook_delivery d where d.app = ? and d.endpoint = ? and d.id = ?
            on conflict do nothing
            returning app, endpoint, id, null::text
            """;

    /** Whom to wake; nobody, if the new delivery was there, or the old one is not. */
    public List<Due> again(String app, String endpoint, String delivery, String newId) {
        return database.transact(connection -> {
            try (var statement = connection.prepareStatement(AGAIN)) {
                statement.setString(1, newId);
                statement.setString(2, app);
                statement.setString(3, endpoint);
                statement.setString(4, delivery);
                return jobs.submit(connection, SpreadTable.parcels(statement));
            }
        });
    }

    private static final String TEST =
            """
            with told as (
                insert into webhook_message (at, app, type, data, spread)
                select clock_timestamp(), ?, ?, ?, true
                where not exists (select from webhook_delivery d where d.id = ?)
                returning seq)
            insert into webhook_delivery (created_at, id, app, message, endpoint, cause)
            select clock_timestamp(), ?, ?, told.seq, ?, 'test' from told
            on conflict do nothing
            returning app, endpoint, id, null::text
            """;

    /** Whom to wake; nobody, if the delivery was there. */
    public List<Due> test(String app, String endpoint, String newId) {
        return database.transact(connection -> {
            try (var statement = connection.prepareStatement(TEST)) {
                statement.setString(1, app);
                statement.setString(2, EventType.TEST);
                statement.setString(3, "{\"endpoint\":\"" + endpoint + "\"}");
                statement.setString(4, newId);
                statement.setString(5, newId);
                statement.setString(6, app);
                statement.setString(7, endpoint);
                return jobs.submit(connection, SpreadTable.parcels(statement));
            }
        });
    }

    private static final String MATCHING =
            """
            from webhook_message m
            where m.app = ? and m.at >= ? and m.at < coalesce(?::timestamptz, 'infinity')
              and webhook_words(m.type) && ?::text[]
              and webhook_words(m.type) && coalesce(?::text[], webhook_words(m.type))
            """;

    private static final String CHOOSE =
            "select m.seq, m.at " + MATCHING + " order by m.at, m.seq limit " + (MOST + 1);

    private static final String MANY =
            """
            insert into webhook_delivery (created_at, id, app, message, endpoint, cause)
            select clock_timestamp(),
                   coalesce(md5(? || '/' || e.id || '/' || m.id)::uuid, gen_random_uuid())::text,
                   m.app, m.seq, e.id, 'replay'
            from webhook_message m, webhook_endpoint e
            where e.id = ? and m.seq = any (?)
            order by m.at, m.seq
            on conflict do nothing
            returning app, endpoint, id, null::text
            """;

    /** The first of the messages that the wish meets; a repeat of a named wish adds nothing. */
    public Resent many(WebhookEndpoint endpoint, ReplayWish wish) {
        return database.transact(connection -> {
            var seqs = new ArrayList<Long>();
            Instant next = null;
            try (var statement = connection.prepareStatement(CHOOSE)) {
                bind(statement, endpoint, wish);
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        if (seqs.size() == MOST) next = Rows.time(row, "at");
                        else seqs.add(row.getLong("seq"));
                    }
                }
            }
            var due = wish.dryRun() ? List.<Due>of() : send(connection, endpoint.id(), wish, seqs);
            return new Resent(seqs.size(), next, due);
        });
    }

    private static void bind(PreparedStatement statement, WebhookEndpoint endpoint, ReplayWish wish)
            throws SQLException {
        var connection = statement.getConnection();
        var events = wish.events();
        statement.setString(1, endpoint.app());
        statement.setObject(2, Rows.optionalCeiling(wish.from()));
        statement.setObject(3, Rows.optionalCeiling(wish.to()));
        statement.setArray(4, connection.createArrayOf("text", endpoint.events().toArray()));
        statement.setArray(
                5, events == null ? null : connection.createArrayOf("text", events.toArray()));
    }

    private List<Due> send(Connection connection, String endpoint, ReplayWish wish, List<Long> seqs)
            throws SQLException {
        try (var statement = connection.prepareStatement(MANY)) {
            statement.setString(1, wish.name());
            statement.setString(2, endpoint);
            statement.setArray(3, connection.createArrayOf("bigint", seqs.toArray()));
            return jobs.submit(connection, SpreadTable.parcels(statement));
        }
    }
}
