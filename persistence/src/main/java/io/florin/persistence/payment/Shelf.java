package io.florin.persistence.payment;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import io.florin.protocol.payment.PaymentId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What both tables do in the same way. */
final class Shelf<R> {
    /** Turns a row into a value. */
    @FunctionalInterface
    interface Reader<R> {
        R read(ResultSet row) throws SQLException;
    }

    private final Database database;
    private final String table;
    private final Reader<R> reader;

    Shelf(Database database, String table, Reader<R> reader) {
        this.database = database;
        this.table = table;
        this.reader = reader;
    }

    Optional<R> find(String app, PaymentId id) {
        var sql = "select * from " + table + " where app = ? and id = ?";
        return list(sql, app, id.value()).stream().findFirst();
    }

    List<R> list(String sql, @Nullable Object... values) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
                return read(statement);
            }
        });
    }

    List<R> read(PreparedStatement statement) throws SQLException {
        var rows = new ArrayList<R>();
        try (var row = statement.executeQuery()) {
            while (row.next()) rows.add(reader.read(row));
        }
        return rows;
    }

    /**
     * To be asked before a request leaves; false: another attempt was faster, or a person's
     * decision. None is taken from now on, until somebody asks for one again.
     */
    boolean sending(String app, PaymentId id, Sending was, Sending now) {
        var at = now.at();
        if (at == null) throw new IllegalArgumentException("Who sends does so at some time.");
        var sql =
                "update %s set sender_attempt = ?, sender = ?, sent_at = ?, error_code = null,"
                        + " error_message = null where app = ? and id = ? and sender_attempt = ?"
                        + " and sender_attempt < ? and state in ('CREATED', 'APPROVED', 'UNKNOWN')";
        return update(
                sql,
                now.attempt(),
                now.sender(),
                Rows.floor(at),
                app,
                id.value(),
                was.attempt(),
                now.attempt());
    }

    /** The attempt's request has certainly not left. */
    boolean notSent(String app, PaymentId id, int attempt) {
        var sql =
                "update %s set sender = null, sent_at = null"
                        + " where app = ? and id = ? and sender_attempt = ?";
        return update(sql, app, id.value(), attempt);
    }

    /** The provider was asked, and had nothing new. */
    boolean checked(String app, PaymentId id, Instant at) {
        var sql = "update %s set checked_at = ? where app = ? and id = ?";
        return update(sql, Rows.floor(at), app, id.value());
    }

    private boolean update(String sql, @Nullable Object... values) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(sql.formatted(table))) {
                for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
                return statement.executeUpdate() == 1;
            }
        });
    }
}
