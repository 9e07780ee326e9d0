package io.florin.persistence.payment;

import io.florin.persistence.row.Rows;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobError;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.Decision.Outcome;
import io.florin.protocol.payment.NewPayment;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.Provider;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment with what only we need to know of it. */
public record PaymentRow(Payment payment, Sending sending) {
    static final String INSERT =
            """
            insert into payment (created_at, changed_at, checked_at, price_amount, grant_amount,
                                 app, id, provider, wallet, price_asset, grant_asset,
                                 fingerprint, method)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (app, id) do nothing
            """;

    static void bind(PreparedStatement statement, NewPayment payment, Instant at)
            throws SQLException {
        var now = Rows.floor(at);
        for (int i = 1; i <= 3; i++) statement.setObject(i, now);
        statement.setLong(4, payment.price().minor());
        statement.setLong(5, payment.grant().minor());
        statement.setString(6, payment.wallet().app());
        statement.setString(7, payment.id().value());
        statement.setString(8, payment.provider().name());
        statement.setString(9, payment.wallet().id());
        statement.setString(10, payment.price().asset().code());
        statement.setString(11, payment.grant().asset().code());
        statement.setString(12, payment.fingerprint());
        statement.setString(13, payment.method());
    }

    static PaymentRow of(ResultSet row) throws SQLException {
        var opened = row.getString("opened");
        var payment =
                new Payment(
                        new PaymentId(row.getString("id")),
                        Provider.valueOf(row.getString("provider")),
                        new WalletId(row.getString("app"), row.getString("wallet")),
                        money(row, "price_asset", "price_amount"),
                        money(row, "grant_asset", "grant_amount"),
                        row.getString("method"),
                        PaymentState.valueOf(row.getString("state")),
                        row.getString("object"),
                        row.getString("offer"),
                        opened == null ? null : PaymentState.valueOf(opened),
                        error(row),
                        decision(row),
                        Rows.time(row, "created_at"),
                        Rows.time(row, "changed_at"));
        return new PaymentRow(payment, sending(row));
    }

    static Money money(ResultSet row, String asset, String amount) throws SQLException {
        return new Money(new Asset(row.getString(asset)), row.getLong(amount));
    }

    static @Nullable JobError error(ResultSet row) throws SQLException {
        var code = row.getString("error_code");
        return code == null ? null : new JobError(code, row.getString("error_message"));
    }

    static @Nullable Decision decision(ResultSet row) throws SQLException {
        var outcome = row.getString("decision");
        if (outcome == null) return null;
        boolean happened = Outcome.valueOf(outcome) == Outcome.HAPPENED;
        return new Decision(
                Outcome.valueOf(outcome),
                happened ? row.getString("object") : null,
                row.getString("decision_reason"));
    }

    static Sending sending(ResultSet row) throws SQLException {
        return new Sending(
                row.getInt("sender_attempt"),
                row.getString("sender"),
                Rows.optionalTime(row, "sent_at"));
    }
}
