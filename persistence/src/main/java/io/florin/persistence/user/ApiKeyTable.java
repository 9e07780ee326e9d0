package io.florin.persistence.user;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.KeysetQuery;
import io.florin.persistence.row.KeysetQuery.IdType;
import io.florin.persistence.row.KeysetQuery.Listing;
import io.florin.persistence.row.KeysetQuery.Order;
import io.florin.persistence.row.Rows;
import io.florin.persistence.trail.AuditTable;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.StoredKey;
import io.florin.protocol.user.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code api_key}. Calls block. */
public final class ApiKeyTable {
    private final Database database;

    public ApiKeyTable(Database database) {
        this.database = database;
    }

    /** What the audit trail shows of a key; times in UTC, whatever the session's zone. */
    private static final String SHOWN =
            """
            (select row_to_json(public) from (
                select app, name, role, scopes,
                       %s as "createdAt", %s as "expiresAt", %s as "revokedAt"
            ) public) as shown
            """
                    .formatted(utc("created_at"), utc("expires_at"), utc("revoked_at"));

    private static String utc(String column) {
        return "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                .formatted(column);
    }

    private static final String CREATE =
            """
            insert into api_key (created_at, expires_at, revoked_at, last_used_at,
                                 id, role, hash, name, app, scopes, created_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing
            """
                    + "returning "
                    + SHOWN;

    /** False if a key of this id exists. */
    public boolean create(StoredKey key, AuditEntry entry) {
        return database.transact(connection -> {
            try (var statement = connection.prepareStatement(CREATE)) {
                bind(statement, key);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) return false;
                    AuditTable.append(connection, entry, null, row.getString("shown"));
                    return true;
                }
            }
        });
    }

    private static void bind(PreparedStatement statement, StoredKey stored) throws SQLException {
        var key = stored.key();
        statement.setObject(1, Rows.floor(key.createdAt()));
        statement.setObject(2, Rows.optionalFloor(key.expiresAt()));
        statement.setObject(3, Rows.optionalFloor(key.revokedAt()));
        statement.setObject(4, Rows.optionalFloor(key.lastUsedAt()));
        statement.setString(5, key.id());
        statement.setString(6, key.role().name());
        statement.setBytes(7, stored.hash().bytes());
        statement.setString(8, key.name());
        statement.setString(9, key.app());
        statement.setArray(
                10, statement.getConnection().createArrayOf("text", Rows.array(key.scopes())));
        statement.setString(11, key.createdBy());
    }

    public Optional<StoredKey> find(String id) {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement("select * from api_key where id = ?")) {
                statement.setString(1, id);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) return Optional.empty();
                    var hash = new SecretHash(row.getBytes("hash"));
                    var key = key(row);
                    return Optional.of(new StoredKey(key, hash, maker(connection, key)));
                }
            }
        });
    }

    private static @Nullable User maker(Connection connection, ApiKey key) throws SQLException {
        if (key.createdBy() == null || key.app() == null) return null;
        return UserTable.find(connection, key.app(), key.createdBy())
                .map(Account::user)
                .orElse(null);
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("app"),
                row.getString("name"),
                ApiKey.Role.valueOf(row.getString("role")),
                Rows.set(row, "scopes"),
                Rows.time(row, "created_at"),
                Rows.optionalTime(row, "expires_at"),
                Rows.optionalTime(row, "revoked_at"),
                Rows.optionalTime(row, "last_used_at"),
                row.getString("created_by"));
    }

    private static final Listing NEWEST =
            new Listing(
                    "keys", "select * from api_key", "created_at", IdType.TEXT, Order.NEWEST_FIRST);

    /** Newest first. Throws {@link IllegalArgumentException} for a cursor that is not ours. */
    public Page<ApiKey> list(@Nullable String app, @Nullable String cursor, int limit) {
        var query = new KeysetQuery(NEWEST, cursor, limit).where("app = ?", app);
        return database.autocommit(connection -> query.page(connection, ApiKeyTable::key));
    }

    private static final String LOCK =
            "select *, " + SHOWN + " from api_key where id = ? for update";

    /** Empty if there is none; a revoked one keeps its first time. */
    public Optional<ApiKey> revoke(String id, Instant at, AuditEntry entry) {
        return database.transact(connection -> {
            try (var statement = connection.prepareStatement(LOCK)) {
                statement.setString(1, id);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) return Optional.empty();
                    var key = key(row);
                    if (key.revokedAt() != null) return Optional.of(key);
                    return Optional.of(revoke(connection, id, at, entry, row.getString("shown")));
                }
            }
        });
    }

    private static final String REVOKE =
            "update api_key set revoked_at = ? where id = ? returning *, " + SHOWN;

    private static ApiKey revoke(
            Connection connection, String id, Instant at, AuditEntry entry, String before)
            throws SQLException {
        try (var statement = connection.prepareStatement(REVOKE)) {
            statement.setObject(1, Rows.floor(at));
            statement.setString(2, id);
            try (var row = statement.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("A locked key is gone.");
                AuditTable.append(connection, entry, before, row.getString("shown"));
                return key(row);
            }
        }
    }

    private static final String USED =
            """
            update api_key set last_used_at = ?
            where id = ? and (last_used_at is null or last_used_at < ? - interval '1 minute')
            """;

    /** Notes the last use, at most once a minute, never backwards; answers whether it wrote. */
    public boolean used(String id, Instant at) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(USED)) {
                statement.setObject(1, Rows.floor(at));
                statement.setString(2, id);
                statement.setObject(3, Rows.floor(at));
                return statement.executeUpdate() == 1;
            }
        });
    }
}
