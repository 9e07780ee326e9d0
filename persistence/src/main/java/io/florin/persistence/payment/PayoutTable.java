package io.florin.persistence.payment;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobError;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code payout}. Calls block. */
public final class PayoutTable {
    /** What is there after a request; whether it is what this request asks for. */
    public record Requested(Payout payout, boolean isSame) {}

    private final Database database;
    private final Shelf<PayoutRow> shelf;

    public PayoutTable(Database database) {
        this.database = database;
        this.shelf = new Shelf<>(database, "payout", PayoutRow::of);
    }

    private static final String EXISTING =
            "select *, fingerprint = ? as is_same from payout where app = ? and id = ?";

    public Requested request(NewPayout payout, Instant at) {
        return database.autocommit(connection -> requested(connection, payout, at));
    }

    static Requested requested(Connection connection, NewPayout payout, Instant at)
            throws SQLException {
        try (var statement = connection.prepareStatement(PayoutRow.INSERT)) {
            PayoutRow.bind(statement, payout, at);
            statement.executeUpdate();
        }
        return existing(connection, payout.wallet().app(), payout.id(), payout.fingerprint())
                .orElseThrow(() -> new IllegalStateException("A payout is never deleted."));
    }

    static Optional<Requested> existing(
            Connection connection, String app, PaymentId id, String fingerprint)
            throws SQLException {
        try (var statement = connection.prepareStatement(EXISTING)) {
            statement.setString(1, fingerprint);
            statement.setString(2, app);
            statement.setString(3, id.value());
            try (var row = statement.executeQuery()) {
                if (!row.next()) return Optional.empty();
                var is = new Requested(PayoutRow.of(row).payout(), row.getBoolean("is_same"));
                return Optional.of(is);
            }
        }
    }

    public Optional<PayoutRow> find(String app, PaymentId id) {
        return shelf.find(app, id);
    }

    /** See {@link Sending}; false: another attempt was faster. */
    public boolean sending(Payout payout, Sending was, Sending now) {
        return shelf.sending(payout.wallet().app(), payout.id(), was, now);
    }

    public boolean notSent(Payout payout, int attempt) {
        return shelf.notSent(payout.wallet().app(), payout.id(), attempt);
    }

    /** See {@link Payout#error}; false: that stands there already. */
    public boolean tooLate(Payout payout, JobError error, Instant at) {
        return shelf.tooLate(payout.wallet().app(), payout.id(), error, at);
    }

    public boolean checked(Payout payout, Instant at) {
        return shelf.checked(payout.wallet().app(), payout.id(), at);
    }

    /** See {@link Payout#error}; false: it is no payout's. */
    public boolean suspended(Effect.Credit credit, String object, JobError error) {
        return shelf.suspended(credit, object, error);
    }

    private static final String PAID =
            "paid_at = case when n.state = 'PAID' then n.at else t.paid_at end";

    /** Empty if it is not as it was any more, or the provider's object is another. */
    public Optional<Payout> change(Payout was, Change<PayoutState> change) {
        var app = was.wallet().app();
        return shelf.change(app, was.id(), was.state(), change, PAID).map(PayoutRow::payout);
    }

    private static final String RETURNED =
            """
            update payout p set returned = true
            where state = 'REVERSED' and not returned
              and exists (select from external_reference r
                          where r.app = p.app and r.account = '@external:' || lower(p.provider)
                            and r.reference = 'payout-failed/' || p.object)
            """;

    private static final String OPEN =
            """
            select * from payout
            where (state in ('REQUESTED', 'PENDING_APPROVAL', 'APPROVED', 'UNKNOWN', 'SENT')
                   or (state = 'REVERSED' and not returned)
                   or (state = 'PAID' and paid_at > ?
                       and checked_at < ?::timestamptz - interval '6 hours'))
              and checked_at < ?
              and\
            """
                    + Shelf.SELDOMER
                    + """
                    order by checked_at limit ?
                    """;

    /**
     * Of all apps, those about which nothing was heard since, the longest ago first; of those that
     * were paid, only what was paid lately enough to come back, and now and then.
     */
    public List<PayoutRow> open(Instant now, Instant before, Instant paidAfter, int most) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(RETURNED)) {
                return statement.executeUpdate();
            }
        });
        var heardBefore = Rows.floor(before);
        var at = Rows.floor(now);
        return shelf.list(OPEN, Rows.floor(paidAfter), heardBefore, heardBefore, at, at, most);
    }
}
