package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Table {@code external_reference}: which wallet an external reference belongs to. Not a
 * projection: a row is written before the money is sent and never changes. Calls block.
 */
public final class ReferenceTable {
    private final Database database;

    public ReferenceTable(Database database) {
        this.database = database;
    }

    private static final String CLAIM =
            """
            insert into external_reference (app, account, reference, wallet) values (?, ?, ?, ?)
            on conflict (app, account, reference) do nothing
            """;

    private static final String OWNER =
            "select wallet from external_reference"
                    + " where app = ? and account = ? and reference = ?";

    /**
     * Gives the reference to the wallet, unless one has it already; answers the one that has it.
     * Durable when it returns; safe to repeat.
     */
    public WalletId claim(SystemAccount account, String reference, WalletId wallet) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(CLAIM)) {
                statement.setString(1, wallet.app());
                statement.setString(2, account.name());
                statement.setString(3, reference);
                statement.setString(4, wallet.id());
                if (statement.executeUpdate() == 1) return wallet;
            }
            return wallet.sibling(owner(connection, account, reference, wallet.app()));
        });
    }

    private static String owner(
            Connection connection, SystemAccount account, String reference, String app)
            throws SQLException {
        try (var statement = connection.prepareStatement(OWNER)) {
            statement.setString(1, app);
            statement.setString(2, account.name());
            statement.setString(3, reference);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("A claimed reference is never deleted.");
                }
                return row.getString(1);
            }
        }
    }
}
