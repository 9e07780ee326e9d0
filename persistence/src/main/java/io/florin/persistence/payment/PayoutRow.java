package io.florin.persistence.payment;

import io.florin.persistence.row.Rows;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.NewPayout.Destination;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Provider;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A payout with what only we need to know of it. */
public record PayoutRow(Payout payout, Sending sending) {
    static final String INSERT =
            """
            insert into payout (created_at, changed_at, checked_at, money_amount, amount,
                                app, id, provider, wallet, money_asset, currency, destination,
                                payment, fingerprint)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    static void bind(PreparedStatement statement, NewPayout payout, Instant at)
            throws SQLException {
        var now = Rows.floor(at);
        var to = payout.to();
        for (int i = 1; i <= 3; i++) statement.setObject(i, now);
        statement.setLong(4, payout.money().minor());
        statement.setLong(5, payout.amount().minor());
        statement.setString(6, payout.wallet().app());
        statement.setString(7, payout.id().value());
        statement.setString(8, payout.provider().name());
        statement.setString(9, payout.wallet().id());
        statement.setString(10, payout.money().asset().code());
        statement.setString(11, payout.amount().asset().code());
        statement.setString(12, to.name());
        statement.setString(
                13, to instanceof Destination.Refund refund ? refund.payment().value() : null);
        statement.setString(14, payout.fingerprint());
    }

    static PayoutRow of(ResultSet row) throws SQLException {
        var payout =
                new Payout(
                        new PaymentId(row.getString("id")),
                        Provider.valueOf(row.getString("provider")),
                        new WalletId(row.getString("app"), row.getString("wallet")),
                        PaymentRow.money(row, "money_asset", "money_amount"),
                        PaymentRow.money(row, "currency", "amount"),
                        destination(row),
                        PayoutState.valueOf(row.getString("state")),
                        row.getString("object"),
                        PaymentRow.error(row),
                        PaymentRow.decision(row),
                        Rows.time(row, "created_at"),
                        Rows.time(row, "changed_at"));
        return new PayoutRow(payout, PaymentRow.sending(row));
    }

    private static Destination destination(ResultSet row) throws SQLException {
        var name = row.getString("destination");
        var payment = row.getString("payment");
        return payment == null
                ? new Destination.BankAccount(name)
                : new Destination.Refund(new PaymentId(payment), name);
    }
}
