package io.florin.persistence.payment;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.job.Submission;
import io.florin.persistence.row.Rows;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobError;
import io.florin.protocol.payment.NewPayment;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.PaymentState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code payment}. Calls block. */
public final class PaymentTable {
    /**
     * What is there after a request for a payment.
     *
     * @param isSame whether it is what this request asks for
     * @param job what became of the job, if the payment is new
     */
    public record Asked(Payment payment, boolean isSame, @Nullable Submission job) {}

    private final Database database;
    private final Shelf<PaymentRow> shelf;

    public PaymentTable(Database database) {
        this.database = database;
        this.shelf = new Shelf<>(database, "payment", PaymentRow::of);
    }

    private static final String EXISTING =
            "select *, fingerprint = ? as is_same from payment where app = ? and id = ?";

    /** The payment and the job that will ask the provider for it, or neither. */
    public Asked ask(NewPayment payment, JobRow job, Instant at) {
        return database.transact(connection -> {
            boolean isNew;
            try (var statement = connection.prepareStatement(PaymentRow.INSERT)) {
                PaymentRow.bind(statement, payment, at);
                isNew = statement.executeUpdate() == 1;
            }
            return existing(connection, payment, isNew ? JobTable.submit(connection, job) : null);
        });
    }

    private static Asked existing(
            Connection connection, NewPayment payment, @Nullable Submission job)
            throws SQLException {
        try (var statement = connection.prepareStatement(EXISTING)) {
            statement.setString(1, payment.fingerprint());
            statement.setString(2, payment.wallet().app());
            statement.setString(3, payment.id().value());
            try (var row = statement.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("A payment is never deleted.");
                return new Asked(PaymentRow.of(row).payment(), row.getBoolean("is_same"), job);
            }
        }
    }

    public Optional<PaymentRow> find(String app, PaymentId id) {
        return shelf.find(app, id);
    }

    /** See {@link Sending}; false: another attempt was faster. */
    public boolean sending(Payment payment, Sending was, Sending now) {
        return shelf.sending(payment.wallet().app(), payment.id(), was, now);
    }

    public boolean notSent(Payment payment, int attempt) {
        return shelf.notSent(payment.wallet().app(), payment.id(), attempt);
    }

    /** See {@link Payment#error}; false: that stands there already. */
    public boolean tooLate(Payment payment, JobError error, Instant at) {
        return shelf.tooLate(payment.wallet().app(), payment.id(), error, at);
    }

    public boolean checked(Payment payment, Instant at) {
        return shelf.checked(payment.wallet().app(), payment.id(), at);
    }

    /** See {@link Payment#error}; false: it is no payment's. */
    public boolean suspended(Effect.Credit credit, JobError error) {
        return shelf.suspended(credit, credit.reference(), error);
    }

    private static final String OFFERED =
            """
            offer = case when t.opened is null then coalesce(n.offer, t.offer)
                         else t.offer end, -- the answer to who asked, for ever
            opened = case when n.state in ('CREATED', 'UNKNOWN') then t.opened
                          else coalesce(t.opened, n.state) end
            """;

    /** Empty if it is not as it was any more, or the provider's object is another. */
    public Optional<Payment> change(Payment was, Change<PaymentState> change) {
        var app = was.wallet().app();
        return shelf.change(app, was.id(), was.state(), change, OFFERED).map(PaymentRow::payment);
    }

    private static final String CREDITED =
            """
            update payment p set credited = true
            where state = 'SUCCEEDED' and not credited
              and exists (select from external_reference r
                          where r.app = p.app and r.account = '@external:' || lower(p.provider)
                            and r.reference = p.object)
            """;

    private static final String OPEN =
            """
            select * from payment
            where (state in ('CREATED', 'UNKNOWN', 'PENDING', 'DECLINED')
                   or (state = 'SUCCEEDED' and not credited)) and checked_at < ?
              and\
            """
                    + Shelf.SELDOMER
                    + """
                    order by checked_at limit ?
                    """;

    /** Of all apps, those about which nothing was heard since; the longest ago first. */
    public List<PaymentRow> open(Instant now, Instant before, int most) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(CREDITED)) {
                return statement.executeUpdate();
            }
        });
        var at = Rows.floor(now);
        return shelf.list(OPEN, Rows.floor(before), at, at, most);
    }
}
