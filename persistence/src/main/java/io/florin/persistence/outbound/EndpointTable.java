package io.florin.persistence.outbound;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.KeysetQuery;
import io.florin.persistence.row.KeysetQuery.IdType;
import io.florin.persistence.row.KeysetQuery.Listing;
import io.florin.persistence.row.KeysetQuery.Order;
import io.florin.persistence.row.Rows;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.outbound.EndpointChange;
import io.florin.protocol.outbound.NewWebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoint.Off;
import io.florin.protocol.outbound.WebhookEndpoint.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code webhook_endpoint}. What was deleted is not there for anybody. Calls block. */
public final class EndpointTable {
    /** What became of a new one. */
    public enum Creation {
        CREATED,
        EXISTS,
        TOO_MANY
    }

    private final Database database;

    public EndpointTable(Database database) {
        this.database = database;
    }

    private static final String LOCK_APP = "select pg_advisory_xact_lock(hashtext(?))";

    private static final String COUNT =
            """
            select count(*) filter (where deleted_at is null and app = ?),
                   count(*) filter (where id = ?)
            from webhook_endpoint where (app = ? and deleted_at is null) or id = ?
            """;

    private static final String CREATE =
            """
            insert into webhook_endpoint
                (created_at, changed_at, id, app, url, events, description, secret)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** At most so many in an app. */
    public Creation create(NewWebhookEndpoint endpoint, int most, Instant at) {
        return database.transact(connection -> {
            lock(connection, "webhook_endpoint " + endpoint.app());
            try (var statement = connection.prepareStatement(COUNT)) {
                statement.setString(1, endpoint.app());
                statement.setString(2, endpoint.id());
                statement.setString(3, endpoint.app());
                statement.setString(4, endpoint.id());
                try (var row = statement.executeQuery()) {
                    row.next();
                    if (row.getInt(2) > 0) return Creation.EXISTS;
                    if (row.getInt(1) >= most) return Creation.TOO_MANY;
                }
            }
            insert(connection, endpoint, at);
            return Creation.CREATED;
        });
    }

    /** So that two at once are counted one after the other. */
    private static void lock(Connection connection, String what) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK_APP)) {
            statement.setString(1, what);
            statement.execute();
        }
    }

    private static void insert(Connection connection, NewWebhookEndpoint endpoint, Instant at)
            throws SQLException {
        try (var statement = connection.prepareStatement(CREATE)) {
            statement.setObject(1, Rows.floor(at));
            statement.setObject(2, Rows.floor(at));
            statement.setString(3, endpoint.id());
            statement.setString(4, endpoint.app());
            statement.setString(5, endpoint.url());
            statement.setArray(6, texts(connection, endpoint.events()));
            statement.setString(7, endpoint.description());
            statement.setString(8, endpoint.secret());
            statement.executeUpdate();
        }
    }

    private static java.sql.@Nullable Array texts(
            Connection connection, @Nullable List<String> texts) throws SQLException {
        return texts == null ? null : connection.createArrayOf("text", texts.toArray());
    }

    private static final String THERE = " where app = ? and id = ? and deleted_at is null";

    public Optional<WebhookEndpoint> find(String app, String id) {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement("select * from webhook_endpoint" + THERE)) {
                return one(statement, 1, app, id);
            }
        });
    }

    private static Optional<WebhookEndpoint> one(
            PreparedStatement statement, int next, String app, String id) throws SQLException {
        statement.setString(next, app);
        statement.setString(next + 1, id);
        try (var row = statement.executeQuery()) {
            return row.next() ? Optional.of(endpoint(row)) : Optional.empty();
        }
    }

    private static WebhookEndpoint endpoint(ResultSet row) throws SQLException {
        var offAt = Rows.optionalTime(row, "disabled_at");
        return new WebhookEndpoint(
                row.getString("id"),
                row.getString("app"),
                row.getString("url"),
                List.of((String[]) row.getArray("events").getArray()),
                row.getString("description"),
                offAt == null ? null : new Off(offAt, reason(row.getString("disabled_because"))),
                Rows.optionalTime(row, "failing_since"),
                Rows.optionalTime(row, "previous_until"),
                Rows.time(row, "created_at"),
                Rows.time(row, "changed_at"));
    }

    static Reason reason(String word) {
        return Reason.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static final Listing NEWEST =
            new Listing(
                    "endpoints",
                    "select * from webhook_endpoint",
                    "created_at",
                    IdType.TEXT,
                    Order.NEWEST_FIRST);

    /** Throws {@link IllegalArgumentException} for a cursor that is not ours. */
    public Page<WebhookEndpoint> list(String app, @Nullable String cursor, int limit) {
        var query =
                new KeysetQuery(NEWEST, cursor, limit)
                        .where("app = ?", app)
                        .where("deleted_at is null");
        return database.autocommit(connection -> query.page(connection, EndpointTable::endpoint));
    }

    private static final String CHANGE =
            """
            update webhook_endpoint
            set changed_at = ?, url = coalesce(?, url), events = coalesce(?::text[], events),
                description = coalesce(?, description),
                disabled_at = case ? when 'on' then null
                                     when 'off' then coalesce(disabled_at, ?) else disabled_at end,
                disabled_because = case ? when 'on' then null
                                          when 'off' then coalesce(disabled_because, 'asked')
                                          else disabled_because end,
                failing_since = case when ? = 'on' then null else failing_since end
            """
                    + THERE
                    + " returning *";

    public Optional<WebhookEndpoint> change(
            String app, String id, EndpointChange change, Instant at) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(CHANGE)) {
                var enabled = change.enabled();
                var turn = enabled == null ? "" : enabled ? "on" : "off";
                statement.setObject(1, Rows.floor(at));
                statement.setString(2, change.url());
                statement.setArray(3, texts(connection, change.events()));
                statement.setString(4, change.description());
                statement.setString(5, turn);
                statement.setObject(6, Rows.floor(at));
                statement.setString(7, turn);
                statement.setString(8, turn);
                return one(statement, 9, app, id);
            }
        });
    }

    private static final String ROTATE =
            """
            update webhook_endpoint
            set changed_at = ?, previous_secret = secret, previous_until = ?, secret = ?
            """
                    + THERE
                    + " returning *";

    /** The secret before signs for so much longer. */
    public Optional<WebhookEndpoint> rotate(
            String app, String id, String secret, Duration overlap, Instant at) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(ROTATE)) {
                statement.setObject(1, Rows.floor(at));
                statement.setObject(2, Rows.floor(at.plus(overlap)));
                statement.setString(3, secret);
                return one(statement, 4, app, id);
            }
        });
    }

    private static final String DELETE =
            """
            update webhook_endpoint
            set changed_at = ?, deleted_at = ?, disabled_at = ?, disabled_because = 'deleted',
                secret = '', previous_secret = null, previous_until = null
            """
                    + THERE
                    + " returning *";

    /** As it was last; its secrets are gone at once, the rest when its deliveries are. */
    public Optional<WebhookEndpoint> delete(String app, String id, Instant at) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(DELETE)) {
                for (int i = 1; i <= 3; i++) statement.setObject(i, Rows.floor(at));
                return one(statement, 4, app, id);
            }
        });
    }
}
