package io.florin.persistence.user;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.KeysetQuery;
import io.florin.persistence.row.KeysetQuery.IdType;
import io.florin.persistence.row.KeysetQuery.Listing;
import io.florin.persistence.row.KeysetQuery.Order;
import io.florin.persistence.trail.AuditTable;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import io.florin.protocol.user.UserReply;
import io.florin.protocol.user.UserReply.Done;
import io.florin.protocol.user.UserReply.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code app_user}. Calls block. */
public final class UserTable {
    private final Database database;

    public UserTable(Database database) {
        this.database = database;
    }

    private static final String CREATE = UserRow.INSERT + " returning *, " + UserRow.SHOWN;

    /** The unique indexes decide between several who ask at once: the others wait for the first. */
    public UserReply create(NewUser user, AuditEntry entry) {
        return database.transact(connection -> {
            var created = insert(connection, user, entry);
            return created == null ? inTheWay(connection, user) : new Done(created, false);
        });
    }

    private static @Nullable User insert(Connection connection, NewUser user, AuditEntry entry)
            throws SQLException {
        try (var statement = connection.prepareStatement(CREATE)) {
            UserRow.bindInsert(statement, user);
            try (var row = statement.executeQuery()) {
                if (!row.next()) return null;
                AuditTable.append(connection, entry, null, row.getString("shown"));
                return UserRow.user(row);
            }
        }
    }

    private static final String IN_THE_WAY =
            """
            select *, fingerprint = ? as is_same, id = ? as is_id, username = ? as is_username
            from app_user
            where app = ? and (id = ? or username = ? or email = ?)
            order by is_id desc, is_username desc limit 1
            """;

    private static UserReply inTheWay(Connection connection, NewUser user) throws SQLException {
        try (var statement = connection.prepareStatement(IN_THE_WAY)) {
            statement.setString(1, user.fingerprint());
            statement.setString(2, user.id());
            statement.setString(3, user.username());
            statement.setString(4, user.app());
            statement.setString(5, user.id());
            statement.setString(6, user.username());
            statement.setString(7, user.email());
            try (var row = statement.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("A user is never deleted.");
                if (!row.getBoolean("is_id")) {
                    boolean isUsername = row.getBoolean("is_username");
                    return new Refused(isUsername ? Refusal.USERNAME_TAKEN : Refusal.EMAIL_TAKEN);
                }
                return row.getBoolean("is_same")
                        ? new Done(UserRow.user(row), true)
                        : new Refused(Refusal.IDEMPOTENCY_KEY_REUSED);
            }
        }
    }

    private static final String LOCK =
            "select *, " + UserRow.SHOWN + " from app_user where app = ? and id = ? for update";

    /** Changes of one user happen one after another. */
    public UserReply change(String app, String id, UserChange change, AuditEntry entry) {
        return database.transact(connection -> {
            try (var statement = connection.prepareStatement(LOCK)) {
                statement.setString(1, app);
                statement.setString(2, id);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) return new Refused(Refusal.USER_NOT_FOUND);
                    var account = UserRow.account(row);
                    var why = ChangeRules.refusal(account, change);
                    if (why != null) return new Refused(why);
                    var changed = ChangeRules.after(account, change, entry.at());
                    if (changed.equals(account)) return new Done(account.user(), true);
                    return update(connection, changed, entry, row.getString("shown"));
                }
            }
        });
    }

    private static final String CHANGE = UserRow.UPDATE + " returning *, " + UserRow.SHOWN;

    private static UserReply update(
            Connection connection, Account changed, AuditEntry entry, String before)
            throws SQLException {
        try (var statement = connection.prepareStatement(CHANGE)) {
            UserRow.bindUpdate(statement, changed);
            try (var row = statement.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("A locked user is gone.");
                AuditTable.append(connection, entry, before, row.getString("shown"));
                return new Done(UserRow.user(row), false);
            }
        }
    }

    public Optional<Account> find(String app, String id) {
        return findBy("id", app, id);
    }

    /** The e-mail is in lower case. */
    public Optional<Account> findByEmail(String app, String email) {
        return findBy("email", app, email);
    }

    /** The username is in lower case. */
    public Optional<Account> findByUsername(String app, String username) {
        return findBy("username", app, username);
    }

    private Optional<Account> findBy(String column, String app, String value) {
        var sql = "select * from app_user where app = ? and " + column + " = ?";
        return database.autocommit(connection -> find(connection, sql, app, value));
    }

    private static Optional<Account> find(
            Connection connection, String sql, String app, String value) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, app);
            statement.setString(2, value);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(UserRow.account(row)) : Optional.empty();
            }
        }
    }

    /** By id, on a connection of another table's. */
    static Optional<Account> find(Connection connection, String app, String id)
            throws SQLException {
        return find(connection, "select * from app_user where app = ? and id = ?", app, id);
    }

    private static final Listing OLDEST =
            new Listing(
                    "users",
                    "select * from app_user",
                    "created_at",
                    IdType.TEXT,
                    Order.OLDEST_FIRST);

    /**
     * In the order of creation. Throws {@link IllegalArgumentException} for a cursor that is not
     * ours.
     */
    public Page<User> list(String app, @Nullable String cursor, int limit) {
        var query = new KeysetQuery(OLDEST, cursor, limit).where("app = ?", app);
        return database.autocommit(connection -> query.page(connection, UserRow::user));
    }
}
