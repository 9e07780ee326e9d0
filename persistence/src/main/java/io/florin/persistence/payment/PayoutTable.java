package io.florin.persistence.payment;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Provider;
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

    /** By what the provider calls it. */
    public Optional<PayoutRow> findObject(Provider provider, String object) {
        var sql = "select * from payout where provider = ? and object = ?";
        return shelf.list(sql, provider.name(), object).stream().findFirst();
    }

    /** See {@link Sending}; false: another attempt was faster. */
    public boolean sending(Payout payout, Sending was, Sending now) {
        return shelf.sending(payout.wallet().app(), payout.id(), was, now);
    }

    public boolean notSent(Payout payout, int attempt) {
        return shelf.notSent(payout.wallet().app(), payout.id(), attempt);
    }

    public boolean checked(Payout payout, Instant at) {
        return shelf.checked(payout.wallet().app(), payout.id(), at);
    }

    private static final String CHANGE =
            """
            update payout
            set state = n.state, object = coalesce(payout.object, n.object),
                paid_at = case when n.state = 'PAID' then n.at else paid_at end,
                error_code = ?, error_message = ?, changed_at = n.at, checked_at = n.at,
                decision = coalesce(n.decision, payout.decision),
                decision_reason = coalesce(n.reason, payout.decision_reason)
            from (select ?::timestamptz, ?::text, ?::text, ?::text, ?::text)
                as n (at, decision, reason, state, object)
            where app = ? and id = ? and payout.state = ?
              and (n.decision is null or payout.error_code = 'needs_decision')
              and (payout.object is null or n.object is null or payout.object = n.object)
            returning payout.*
            """;

    /** Empty if it is not as it was any more, or the provider's object is another. */
    public Optional<Payout> change(Payout was, Change<PayoutState> change) {
        var error = change.error();
        return shelf
                .list(
                        CHANGE,
                        error == null ? null : error.code(),
                        error == null ? null : error.message(),
                        Rows.floor(change.at()),
                        change.outcome(),
                        change.reason(),
                        change.to().name(),
                        change.object(),
                        was.wallet().app(),
                        was.id().value(),
                        was.state().name())
                .stream()
                .findFirst()
                .map(PayoutRow::payout);
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
            order by checked_at limit ?
            """;

    /**
     * Of all apps, those about which nothing was heard since, the longest ago first; of those that
     * were paid, only what was paid lately enough to come back, and now and then.
     */
    public List<PayoutRow> open(Instant before, Instant paidAfter, int most) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(RETURNED)) {
                return statement.executeUpdate();
            }
        });
        var heardBefore = Rows.floor(before);
        return shelf.list(OPEN, Rows.floor(paidAfter), heardBefore, heardBefore, most);
    }
}
