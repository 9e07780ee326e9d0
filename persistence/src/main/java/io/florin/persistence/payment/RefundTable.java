package io.florin.persistence.payment;

import io.florin.persistence.database.Database;
import io.florin.persistence.payment.PayoutTable.Requested;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.NewPayout.Destination;
import io.florin.protocol.payment.NewRefund;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.Refundable;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Refunds, which are payouts to whoever made a payment. Calls block. */
public final class RefundTable {
    /** What becomes of a request for a refund. */
    public sealed interface Refunding {
        record Asked(Requested requested) implements Refunding {}

        record Denied(Denial denial) implements Refunding {}
    }

    private final Database database;

    public RefundTable(Database database) {
        this.database = database;
    }

    private static final String PAYMENT =
            "select * from payment where app = ? and id = ? for update";

    private static final String REFUNDED =
            """
            select coalesce(sum(amount), 0) as refunded, coalesce(sum(money_amount), 0) as taken
            from payout
            where app = ? and payment = ?
              and state not in ('REVERSED', 'REJECTED', 'FAILED', 'CANCELED')
            """;

    /** Refunds of one payment one after the other, so that together they are not too much. */
    public Refunding refund(NewRefund refund, Instant at) {
        return database.transact(connection -> {
            Optional<Payment> payment;
            try (var statement = connection.prepareStatement(PAYMENT)) {
                statement.setString(1, refund.app());
                statement.setString(2, refund.payment().value());
                try (var row = statement.executeQuery()) {
                    payment =
                            row.next()
                                    ? Optional.of(PaymentRow.of(row).payment())
                                    : Optional.empty();
                }
            }
            var before =
                    PayoutTable.existing(
                            connection, refund.app(), refund.id(), refund.fingerprint());
            if (before.isPresent()) return new Refunding.Asked(before.get());
            return payment.isEmpty()
                    ? new Refunding.Denied(Denial.of(Refusal.PAYMENT_NOT_FOUND))
                    : refund(connection, refund, payment.get(), at);
        });
    }

    private static Refunding refund(
            Connection connection, NewRefund refund, Payment payment, Instant at)
            throws SQLException {
        var object = payment.object();
        if (payment.state() != PaymentState.SUCCEEDED || object == null) {
            return new Refunding.Denied(Denial.of(Refusal.PAYMENT_NOT_REFUNDABLE));
        }
        var rest = refundable(connection, payment);
        long amount = refund.amount() == null ? rest.left() : refund.amount();
        var share = amount == 0 ? Optional.<Money>empty() : rest.share(amount);
        if (share.isEmpty()) {
            var facts = Map.of("refundable", rest.left());
            return new Refunding.Denied(new Denial(Refusal.PAYMENT_REFUNDED, facts));
        }
        var payout =
                new NewPayout(
                        refund.id(),
                        payment.provider(),
                        payment.wallet(),
                        share.get(),
                        payment.price().withMinor(amount),
                        new Destination.Refund(payment.id(), object),
                        refund.fingerprint(),
                        refund.terms());
        return new Refunding.Asked(PayoutTable.requested(connection, payout, at));
    }

    private static Refundable refundable(Connection connection, Payment payment)
            throws SQLException {
        try (var statement = connection.prepareStatement(REFUNDED)) {
            statement.setString(1, payment.wallet().app());
            statement.setString(2, payment.id().value());
            try (var row = statement.executeQuery()) {
                row.next();
                return new Refundable(
                        payment.price(),
                        payment.grant(),
                        row.getLong("refunded"),
                        row.getLong("taken"));
            }
        }
    }
}
