package io.florin.persistence.user;

import io.florin.persistence.database.Database;
import java.sql.Connection;
import java.sql.SQLException;

/** Table {@code user_wallet}. Calls block. */
public final class UserWalletTable {
    private final Database database;

    public UserWalletTable(Database database) {
        this.database = database;
    }

    private static final String LOCK = "select 1 from app_user where app = ? and id = ? for update";

    private static final String TAKE =
            """
            insert into user_wallet (app, owner, wallet)
            select ?, ?, ?
            where (select count(*) from user_wallet where app = ? and owner = ? and wallet <> ?) < ?
            on conflict do nothing
            """;

    private static final String HAS =
            "select 1 from user_wallet where app = ? and owner = ? and wallet = ?";

    /** True if it is one of at most so many now; several who ask at once come one after another. */
    public boolean take(String app, String owner, String wallet, int most) {
        return database.transact(connection -> {
            if (!has(connection, LOCK, app, owner)) return false;
            try (var statement = connection.prepareStatement(TAKE)) {
                statement.setString(1, app);
                statement.setString(2, owner);
                statement.setString(3, wallet);
                statement.setString(4, app);
                statement.setString(5, owner);
                statement.setString(6, wallet);
                statement.setInt(7, most);
                return statement.executeUpdate() == 1 || has(connection, HAS, app, owner, wallet);
            }
        });
    }

    private static boolean has(Connection connection, String sql, String... names)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < names.length; i++) statement.setString(i + 1, names[i]);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** It was not opened after all. */
    public void giveBack(String app, String owner, String wallet) {
        database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "delete from user_wallet where app = ? and owner = ? and wallet = ?")) {
                statement.setString(1, app);
                statement.setString(2, owner);
                statement.setString(3, wallet);
                return statement.executeUpdate();
            }
        });
    }
}
