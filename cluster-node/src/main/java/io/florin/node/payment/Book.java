package io.florin.node.payment;

import io.florin.node.job.Outcome;
import io.florin.node.payment.Trouble.Kind;
import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import io.florin.persistence.payment.Change;
import io.florin.persistence.payment.PaymentTable;
import io.florin.persistence.payment.PayoutTable;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobError;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.NewPayout.Destination;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Provider;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what was heard, and says what follows for the wallet: of a payment that succeeded its
 * grant, of a payout that came back its money, both by the provider's own name of it, so that it
 * happens once whoever hears of it, and however often.
 */
final class Book {
    private static final Logger LOG = LoggerFactory.getLogger(Book.class);
    private static final int TRIES = 5;
    private static final String REFUSED = "refused";

    /** The reference of what was paid out and came back, before the provider's id of it. */
    private static final String RETURN = "payout-failed/";

    private final PaymentTable payments;
    private final PayoutTable payouts;
    private final Meter meter;
    private final InstantSource clock;

    Book(PaymentTable payments, PayoutTable payouts, Meter meter, InstantSource clock) {
        this.payments = payments;
        this.payouts = payouts;
        this.meter = meter;
        this.clock = clock;
    }

    /** All ends that a withdrawal can have are told of before the first has one. */
    void begin() {
        meter.count(Metric.WITHDRAWALS, 0, REFUSED);
        Arrays.stream(PayoutState.values())
                .filter(PayoutState::isEnded)
                .forEach(state -> meter.count(Metric.WITHDRAWALS, 0, word(state)));
    }

    PaymentTable payments() {
        return payments;
    }

    PayoutTable payouts() {
        return payouts;
    }

    Instant now() {
        return clock.instant();
    }

    /** The payment as the word leaves it. */
    Payment hear(Payment payment, Told told) throws Trouble {
        var now = payment;
        for (int i = 0; i < TRIES; i++) {
            if (!told.object().equals(Objects.requireNonNullElse(now.object(), told.object()))) {
                throw stranger(now, now.id() + " is " + now.object() + ", not " + told.object());
            }
            if (told.word() == Word.SUCCEEDED
                    && !now.state().isFinal()
                    && !told.isOf(now.price())) {
                throw stranger(now, told.object() + " is not of " + now.price());
            }
            var next = Machine.payment(now.state(), told.word());
            if (next.isEmpty()) {
                if (Machine.isTooLate(now.state(), told.word())) {
                    var error = tooLate(now.state(), told);
                    if (payments.tooLate(now, error, clock.instant())) tell(error, now.provider());
                } else payments.checked(now, clock.instant());
                return now;
            }
            var changed =
                    payments.change(
                            now, change(next.get(), told.object(), told.offer(), told.error()));
            if (changed.isPresent()) return changed.get();
            now = payments.find(now.wallet().app(), now.id()).orElseThrow().payment();
        }
        throw Trouble.unknown("The payment changes faster than it can be written.");
    }

    /** The payout as the word leaves it. */
    Payout hear(Payout payout, Told told) throws Trouble {
        var now = payout;
        for (int i = 0; i < TRIES; i++) {
            if (!told.object().equals(Objects.requireNonNullElse(now.object(), told.object()))) {
                throw stranger(now, now.id() + " is " + now.object() + ", not " + told.object());
            }
            var next = Machine.payout(now.state(), told.word());
            if (next.isEmpty()) {
                if (Machine.isTooLate(now.state(), told.word())) {
                    var error = tooLate(now.state(), told);
                    if (payouts.tooLate(now, error, clock.instant())) tell(error, now.provider());
                } else payouts.checked(now, clock.instant());
                return now;
            }
            if (!told.isOf(now.amount())) {
                throw stranger(now, told.object() + " is not of " + now.amount());
            }
            var changed = change(now, change(next.get(), told.object(), null, told.error()));
            if (changed.isPresent()) return changed.get();
            now = payouts.find(now.wallet().app(), now.id()).orElseThrow().payout();
        }
        throw Trouble.unknown("The payout changes faster than it can be written.");
    }

    /** What has ended, or was decided, stays so; but somebody has to know. */
    private static JobError tooLate(Enum<?> state, Told told) {
        var sentence = told.object() + " has succeeded, but this had ended as " + state + ".";
        return new JobError("succeeded_too_late", sentence);
    }

    /** Once of each. */
    private void tell(JobError error, Provider provider) {
        LOG.error("A person has to look at {}: {}", provider, error.message());
        meter.count(Metric.PAYMENTS_TOO_LATE, 1, provider.word());
    }

    private Trouble stranger(Payment payment, String sentence) {
        var trouble = stranger(sentence);
        if (!payment.state().isFinal()) note(payment, PaymentState.UNKNOWN, trouble.error());
        return trouble;
    }

    private Trouble stranger(Payout payout, String sentence) {
        var trouble = stranger(sentence);
        if (!payout.state().isEnded()) note(payout, PayoutState.UNKNOWN, trouble.error());
        return trouble;
    }

    private static Trouble stranger(String sentence) {
        LOG.error("A provider's word does not fit: {}", sentence);
        return new Trouble(Kind.UNKNOWN, Change.NEEDS_DECISION, sentence);
    }

    /** Without a word of the provider; empty if somebody else was faster. */
    Optional<Payment> note(Payment payment, PaymentState to, @Nullable JobError error) {
        return payments.change(payment, change(to, null, null, error));
    }

    /** Without a word of the provider; empty if somebody else was faster. */
    Optional<Payout> note(Payout payout, PayoutState to, @Nullable JobError error) {
        return change(payout, change(to, null, null, error));
    }

    private <S extends Enum<S>> Change<S> change(
            S to, @Nullable String object, @Nullable String offer, @Nullable JobError error) {
        return new Change<>(to, object, offer, error, null, clock.instant());
    }

    /** Empty if it does not wait for a decision. */
    Optional<Payment> decide(Payment payment, Decision decision) {
        if (payment.state() != PaymentState.UNKNOWN) return Optional.empty();
        var to =
                switch (decision.outcome()) {
                    case HAPPENED -> PaymentState.SUCCEEDED;
                    case DID_NOT_HAPPEN -> PaymentState.FAILED;
                };
        return payments.change(payment, change(to, decision));
    }

    /** Empty if it does not wait for a decision. */
    Optional<Payout> decide(Payout payout, Decision decision) {
        if (payout.state() != PayoutState.UNKNOWN) return Optional.empty();
        var to =
                switch (decision.outcome()) {
                    case HAPPENED -> PayoutState.PAID;
                    case DID_NOT_HAPPEN -> PayoutState.FAILED;
                };
        return change(payout, change(to, decision));
    }

    /** Empty if somebody else was faster; so each end is counted once. */
    private Optional<Payout> change(Payout before, Change<PayoutState> change) {
        var changed = payouts.change(before, change);
        changed.filter(it -> it.state().isEnded() && it.to() instanceof Destination.BankAccount)
                .ifPresent(it -> meter.count(Metric.WITHDRAWALS, 1, status(before, it)));
        return changed;
    }

    /** What its wallet had not enough for was no provider's failure. */
    private static String status(Payout before, Payout after) {
        boolean isRefused =
                before.state() == PayoutState.REQUESTED && after.state() == PayoutState.FAILED;
        return isRefused ? REFUSED : word(after.state());
    }

    private static String word(PayoutState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private <S extends Enum<S>> Change<S> change(S to, Decision decision) {
        var error =
                switch (decision.outcome()) {
                    case HAPPENED -> null;
                    case DID_NOT_HAPPEN -> new JobError("did_not_happen", decision.reason());
                };
        var at = clock.instant();
        return new Change<>(to, decision.reference(), null, error, decision, at);
    }

    /** The money of the credit is in suspense. */
    void suspended(Effect.Credit credit) {
        var sentence = credit.wallet().id() + " could not take it: it is in @suspense.";
        var error = new JobError("suspended", sentence);
        boolean isReturn = credit.reference().startsWith(RETURN);
        if (isReturn)
            payouts.suspended(credit, credit.reference().substring(RETURN.length()), error);
        else payments.suspended(credit, error);
    }

    /** Of a job without a price that has heard of the payment. */
    static Outcome outcome(Payment payment) {
        var object = payment.object();
        var effect =
                payment.state() == PaymentState.SUCCEEDED && object != null
                        ? new Effect.Credit(
                                payment.wallet(),
                                payment.grant(),
                                payment.provider().account(),
                                object)
                        : new Effect.None();
        return new Outcome.Succeeded(result(payment.state()), null, effect);
    }

    /** Of a job without a price that has heard of the payout. */
    static Outcome outcome(Payout payout) {
        var effect =
                payout.state() == PayoutState.REVERSED
                        ? new Effect.Credit(
                                payout.wallet(),
                                payout.money(),
                                payout.provider().account(),
                                RETURN + payout.object())
                        : new Effect.None();
        return new Outcome.Succeeded(result(payout.state()), null, effect);
    }

    static String result(Enum<?> state) {
        return "{\"state\":\"" + state.name().toLowerCase(Locale.ROOT) + "\"}";
    }
}
