package io.florin.persistence.outbound;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.KeysetQuery;
import io.florin.persistence.row.KeysetQuery.IdType;
import io.florin.persistence.row.KeysetQuery.Listing;
import io.florin.persistence.row.KeysetQuery.Order;
import io.florin.persistence.row.Rows;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.outbound.WebhookDelivery;
import io.florin.protocol.outbound.WebhookDelivery.Attempt;
import io.florin.protocol.outbound.WebhookDelivery.Cause;
import io.florin.protocol.outbound.WebhookDelivery.State;
import io.florin.protocol.outbound.WebhookEndpoints.DeliveryFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code webhook_delivery}. How a delivery ended is written by the end of its job, in the
 * same statement. Calls block.
 */
public final class DeliveryTable {
    /**
     * What is to be sent, and where.
     *
     * @param event the message's id
     * @param data JSON
     * @param secrets sealed, those that sign now, the newest first; none if the endpoint is deleted
     */
    public record Letter(
            String endpoint,
            String url,
            WebhookDelivery.State state,
            boolean off,
            List<String> secrets,
            String event,
            String type,
            Instant at,
            String data) {}

    private final Database database;

    public DeliveryTable(Database database) {
        this.database = database;
    }

    private static final String LETTER =
            """
            select d.endpoint, d.state, e.url, e.disabled_at is not null as off, e.secret,
                   case when e.previous_until > ? then e.previous_secret end as previous_secret,
                   m.id as event, m.type, m.at, m.data
            from webhook_delivery d
            join webhook_endpoint e on e.id = d.endpoint
            join webhook_message m on m.seq = d.message
            where d.app = ? and d.id = ?
            """;

    public Optional<Letter> letter(String app, String delivery, Instant now) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(LETTER)) {
                statement.setObject(1, Rows.floor(now));
                statement.setString(2, app);
                statement.setString(3, delivery);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(letter(row)) : Optional.empty();
                }
            }
        });
    }

    private static Letter letter(ResultSet row) throws SQLException {
        var secrets = new ArrayList<String>();
        var secret = row.getString("secret");
        if (!secret.isEmpty()) secrets.add(secret);
        var previous = row.getString("previous_secret");
        if (previous != null) secrets.add(previous);
        return new Letter(
                row.getString("endpoint"),
                row.getString("url"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("off"),
                List.copyOf(secrets),
                row.getString("event"),
                row.getString("type"),
                Rows.time(row, "at"),
                row.getString("data"));
    }

    private static final String ATTEMPTED =
            """
            update webhook_delivery
            set attempts = attempts + 1, attempted_at = ?, last_status = ?, last_error = ?
            where app = ? and id = ?
            """;

    public void attempted(String app, String delivery, Attempt attempt) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(ATTEMPTED)) {
                statement.setObject(1, Rows.floor(attempt.at()));
                statement.setObject(2, attempt.status());
                statement.setString(3, attempt.error());
                statement.setString(4, app);
                statement.setString(5, delivery);
                return statement.executeUpdate();
            }
        });
    }

    private static final String SELECT =
            """
            select * from (
                select d.*, m.id as event, m.type, m.at,
                       case when d.state = 'pending' then (
                           select j.run_at from job j
                           where j.app = d.app and j.id = d.id and j.state = 'RETRYING'
                             and coalesce('/' || j.wallet, j.queue) = 'webhook') end as next_at
                from webhook_delivery d join webhook_message m on m.seq = d.message) shown
            """;

    private static final Listing NEWEST =
            new Listing("deliveries", SELECT, "created_at", IdType.TEXT, Order.NEWEST_FIRST);

    /** Throws {@link IllegalArgumentException} for a cursor that is not ours. */
    public Page<WebhookDelivery> list(String app, String endpoint, DeliveryFilter filter) {
        var state = filter.state();
        var query =
                new KeysetQuery(NEWEST, filter.cursor(), filter.limit())
                        .where("app = ?", app)
                        .where("endpoint = ?", endpoint)
                        .where(
                                "state = ?",
                                state == null ? null : state.name().toLowerCase(Locale.ROOT));
        return database.autocommit(connection -> query.page(connection, DeliveryTable::delivery));
    }

    public Optional<WebhookDelivery> find(String app, String endpoint, String id) {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            SELECT + " where app = ? and endpoint = ? and id = ?")) {
                statement.setString(1, app);
                statement.setString(2, endpoint);
                statement.setString(3, id);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(delivery(row)) : Optional.empty();
                }
            }
        });
    }

    private static WebhookDelivery delivery(ResultSet row) throws SQLException {
        return new WebhookDelivery(
                row.getString("id"),
                row.getString("endpoint"),
                row.getString("event"),
                row.getString("type"),
                Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                last(row),
                Rows.optionalTime(row, "next_at"),
                row.getString("replays"),
                Rows.time(row, "at"),
                Rows.time(row, "created_at"),
                Rows.optionalTime(row, "ended_at"));
    }

    /** Of a delivery whose job was ended before it ran there is an error, and no attempt. */
    private static @Nullable Attempt last(ResultSet row) throws SQLException {
        var at = Rows.optionalTime(row, "attempted_at");
        var error = row.getString("last_error");
        if (at == null) at = error == null ? null : Rows.optionalTime(row, "ended_at");
        if (at == null) return null;
        int status = row.getInt("last_status");
        return new Attempt(at, row.wasNull() ? null : Integer.valueOf(status), error);
    }

    private static final String PURGE =
            """
            delete from webhook_message where seq in (
                select m.seq from webhook_message m
                where m.stored_at < ? and m.spread
                  and not exists (select from webhook_delivery d
                                  where d.message = m.seq and d.state = 'pending')
                order by m.stored_at limit ?)
            """;

    private static final String FORGET =
            """
            delete from webhook_endpoint e
            where e.deleted_at is not null
              and not exists (select from webhook_delivery d where d.endpoint = e.id)
            """;

    /**
     * Forgets the oldest messages from before a time, at most so many, with their deliveries, and
     * deleted endpoints that none is left of; answers how many messages.
     */
    public int purge(Instant before, int atMost) {
        return database.autocommit(connection -> {
            int gone;
            try (var statement = connection.prepareStatement(PURGE)) {
                statement.setObject(1, Rows.floor(before));
                statement.setInt(2, atMost);
                gone = statement.executeUpdate();
            }
            try (var statement = connection.prepareStatement(FORGET)) {
                statement.executeUpdate();
            }
            return gone;
        });
    }
}
