package io.florin.persistence.user;

import io.florin.persistence.row.Rows;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserSecrets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of {@code app_user} and back. */
final class UserRow {
    private UserRow() {}

    /** What the audit trail shows of a user. */
    static final String SHOWN =
            """
            (select row_to_json(public) from (
                select username, email, email_verified as "emailVerified", blocked, roles, tier,
                       pin_hash is not null as "hasPin", totp_key is not null as "hasTotp"
            ) public) as shown
            """;

    static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("app"),
                row.getString("id"),
                row.getString("username"),
                row.getString("email"),
                row.getBoolean("email_verified"),
                row.getBoolean("blocked"),
                Rows.set(row, "roles"),
                row.getString("tier"),
                Rows.time(row, "created_at"),
                row.getLong("version"));
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                user(row),
                new UserSecrets(
                        row.getString("password_hash"),
                        row.getString("pin_hash"),
                        row.getString("totp_key"),
                        row.getLong("totp_last_step"),
                        Rows.time(row, "logins_from")));
    }

    static final String INSERT =
            """
            insert into app_user
                (created_at, logins_from, app, id, username, email, tier, fingerprint,
                 password_hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    static void bindInsert(PreparedStatement statement, NewUser user) throws SQLException {
        statement.setObject(1, Rows.floor(user.at()));
        statement.setObject(2, Rows.floor(user.at()));
        statement.setString(3, user.app());
        statement.setString(4, user.id());
        statement.setString(5, user.username());
        statement.setString(6, user.email());
        statement.setString(7, user.tier());
        statement.setString(8, user.fingerprint());
        statement.setString(9, user.passwordHash());
    }

    static final String UPDATE =
            """
            update app_user
            set email_verified = ?, blocked = ?, roles = ?, tier = ?, password_hash = ?,
                pin_hash = ?, totp_key = ?, totp_last_step = ?, logins_from = ?,
                version = version + 1
            where app = ? and id = ?
            """;

    static void bindUpdate(PreparedStatement statement, Account account) throws SQLException {
        var user = account.user();
        var secrets = account.secrets();
        statement.setBoolean(1, user.emailVerified());
        statement.setBoolean(2, user.blocked());
        statement.setArray(
                3, statement.getConnection().createArrayOf("text", Rows.array(user.roles())));
        statement.setString(4, user.tier());
        statement.setString(5, secrets.passwordHash());
        statement.setString(6, secrets.pinHash());
        statement.setString(7, secrets.totpKey());
        statement.setLong(8, secrets.totpLastStep());
        statement.setObject(9, Rows.floor(secrets.loginsFrom()));
        statement.setString(10, user.app());
        statement.setString(11, user.id());
    }
}
