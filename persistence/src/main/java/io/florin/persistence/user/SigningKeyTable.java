package io.florin.persistence.user;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import io.florin.protocol.user.SigningKeys.SigningKey;
import java.util.ArrayList;
import java.util.List;

/** Table {@code signing_key}. Calls block. */
public final class SigningKeyTable {
    private final Database database;

    public SigningKeyTable(Database database) {
        this.database = database;
    }

    /** Oldest first. */
    public List<SigningKey> all() {
        return database.autocommit(connection -> {
            try (var statement =
                            connection.prepareStatement(
                                    "select * from signing_key order by number");
                    var row = statement.executeQuery()) {
                var keys = new ArrayList<SigningKey>();
                while (row.next()) {
                    keys.add(
                            new SigningKey(
                                    row.getLong("number"),
                                    row.getString("encrypted_jwk"),
                                    Rows.time(row, "created_at"),
                                    Rows.time(row, "signs_from")));
                }
                return keys;
            }
        });
    }

    private static final String ADD =
            """
            insert into signing_key (number, created_at, signs_from, encrypted_jwk)
            values (?, ?, ?, ?) on conflict (number) do nothing
            """;

    /** False if a key of this number exists: somebody else was first. */
    public boolean add(SigningKey key) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(ADD)) {
                statement.setLong(1, key.number());
                statement.setObject(2, Rows.floor(key.createdAt()));
                statement.setObject(3, Rows.floor(key.signsFrom()));
                statement.setString(4, key.encryptedJwk());
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** Forgets keys of lower numbers; answers how many. */
    public int removeBefore(long number) {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement("delete from signing_key where number < ?")) {
                statement.setLong(1, number);
                return statement.executeUpdate();
            }
        });
    }
}
