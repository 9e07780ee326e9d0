package io.florin.persistence.payment;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobError;
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

    /** What has not changed for eight days is looked at once a day. Twice now. */
    static final String SELDOMER =
            " checked_at < ?::timestamptz - (?::timestamptz - changed_at) / 8\n";

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

    private String changing(String own) {
        return """
        update %1$s as t
        set state = n.state, object = coalesce(t.object, n.object),
            error_code = n.error_code, error_message = n.error_message,
            decision = coalesce(n.decision, t.decision),
            decision_reason = coalesce(n.reason, t.decision_reason),
            changed_at = n.at, checked_at = n.at, %2$s
        from (select ?::timestamptz, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text,
                     ?::text)
            as n (at, state, object, offer, error_code, error_message, decision, reason)
        where app = ? and id = ? and t.state = ?
          and (n.decision is null or t.error_code = 'needs_decision')
          and (t.object is null or n.object is null or t.object = n.object)
        returning t.*
        """
                .formatted(table, own);
    }

    /**
     * From the state that it was in; empty if it is not as it was any more, the provider's object
     * is another, or nobody's decision is asked for.
     *
     * @param own what is set besides
     */
    <S extends Enum<S>> Optional<R> change(
            String app, PaymentId id, S was, Change<S> change, String own) {
        var error = change.error();
        var decision = change.decision();
        return list(
                        changing(own),
                        Rows.floor(change.at()),
                        change.to().name(),
                        change.object(),
                        change.offer(),
                        error == null ? null : error.code(),
                        error == null ? null : error.message(),
                        decision == null ? null : decision.outcome().name(),
                        decision == null ? null : decision.reason(),
                        app,
                        id.value(),
                        was.name())
                .stream()
                .findFirst();
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

    /** What its credit was could not be taken; the state stays. */
    boolean suspended(Effect.Credit credit, String object, JobError error) {
        var sql =
                "update %s set error_code = ?, error_message = ?"
                        + " where app = ? and object = ? and '@external:' || lower(provider) = ?";
        return update(
                sql,
                error.code(),
                error.message(),
                credit.wallet().app(),
                object,
                credit.from().name());
    }

    /** The provider says another end than the one that stays; false: that is known. */
    boolean tooLate(String app, PaymentId id, JobError error, Instant at) {
        var sql =
                "update %s set error_code = ?, error_message = ?, checked_at = ?"
                        + " where app = ? and id = ? and error_code is distinct from ?";
        return update(
                sql, error.code(), error.message(), Rows.floor(at), app, id.value(), error.code());
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
