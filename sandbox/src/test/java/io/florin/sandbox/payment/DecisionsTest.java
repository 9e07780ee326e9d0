package io.florin.sandbox.payment;

import static io.florin.protocol.payment.Provider.OMISE;
import static io.florin.protocol.payment.Provider.STRIPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.job.JobState;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.Decision.Outcome;
import io.florin.protocol.payment.NewPayout.Destination.BankAccount;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.Taken;
import io.florin.protocol.refusal.Refusal;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where nobody knows and nothing shows, a person says what is so; the rest goes as always. */
class DecisionsTest extends AtProviders {
    private static final Decision NO = new Decision(Outcome.DID_NOT_HAPPEN, null, "not there");

    private static Decision yes(String reference) {
        return new Decision(Outcome.HAPPENED, reference, "on the statement");
    }

    private static void denied(Taking<?> taking, Refusal why) {
        assertThat(taking)
                .isInstanceOfSatisfying(
                        Denied.class, it -> assertThat(it.denial().why()).isEqualTo(why));
    }

    private static void repeated(Taking<?> taking) {
        assertThat(taking)
                .isInstanceOfSatisfying(Taken.class, it -> assertThat(it.replayed()).isTrue());
    }

    /** Omise shows nothing of it. */
    private PaymentId undecidedPayment() throws Exception {
        fault(OMISE, "/charges", "status 500");
        var id = shop.pay(OMISE, "tokn_test_visa");
        denied(shop.decide(id, NO), Refusal.NOTHING_TO_DECIDE); // it is asked about first
        shop.askAgain(id);
        assertThat(Objects.requireNonNull(shop.payment(id).error()).code())
                .isEqualTo("needs_decision");
        return id;
    }

    private PaymentId undecidedPayout() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, OMISE, new BankAccount("recp_test_1"));
        fault(OMISE, "/transfers", "status 500");
        shop.answer(id, true);
        shop.work();
        shop.askAgain(id);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(Objects.requireNonNull(shop.payout(id).error()).code())
                .isEqualTo("needs_decision");
        return id;
    }

    @Test
    void aPaymentThatHappenedIsGrantedOnce() throws Exception {
        var id = undecidedPayment();
        assertThat(shop.decide(id, yes("chrg_seen"))).isInstanceOf(Taken.class);
        shop.work();
        repeated(shop.decide(id, yes("chrg_seen")));
        denied(shop.decide(id, yes("chrg_other")), Refusal.NOTHING_TO_DECIDE);
        denied(shop.decide(id, NO), Refusal.NOTHING_TO_DECIDE);
        shop.work();
        shop.reconcile();
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(shop.job(id)).isEqualTo(JobState.SUCCEEDED);
        assertThat(shop.moved).containsExactly(credit(OMISE, "chrg_seen"));
        assertThat(posts(OMISE)).isEqualTo("1 calls, 0 effects");
    }

    @Test
    void aPaymentThatDidNotHappenFails() throws Exception {
        var id = undecidedPayment();
        assertThat(shop.decide(id, NO)).isInstanceOf(Taken.class);
        shop.work();
        repeated(shop.decide(id, NO));
        denied(shop.decide(id, yes("chrg_seen")), Refusal.NOTHING_TO_DECIDE);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.FAILED);
        assertThat(Objects.requireNonNull(shop.payment(id).error()).message())
                .isEqualTo("not there");
        assertThat(shop.job(id)).isEqualTo(JobState.SUCCEEDED);
        assertThat(shop.moved).isEmpty();
    }

    /** One charge pays for one payment. */
    @Test
    void whatIsAnotherPaymentsIsNoReference() throws Exception {
        var other = object(shop.pay(OMISE, "tokn_test_visa"));
        var id = undecidedPayment();
        denied(shop.decide(id, yes(other)), Refusal.REFERENCE_REUSED);
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.UNKNOWN);
    }

    @Test
    void whatIsKnownIsNobodysToDecide() throws Exception {
        var paid = shop.pay(STRIPE, "pm_card_visa");
        denied(shop.decide(paid, NO), Refusal.NOTHING_TO_DECIDE);
        denied(shop.decide(paid, yes(object(paid))), Refusal.NOTHING_TO_DECIDE);
        var nowhere = new PaymentId("nowhere");
        denied(shop.decide(nowhere, NO), Refusal.PAYMENT_NOT_FOUND);
        denied(shop.decideOnPayout(nowhere, NO), Refusal.PAYOUT_NOT_FOUND);
    }

    @Test
    void aPayoutThatHappenedIsCaptured() throws Exception {
        var id = undecidedPayout();
        assertThat(shop.decideOnPayout(id, yes("trsf_seen"))).isInstanceOf(Taken.class);
        shop.work();
        repeated(shop.decideOnPayout(id, yes("trsf_seen")));
        denied(shop.decideOnPayout(id, NO), Refusal.NOTHING_TO_DECIDE);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PAID);
        assertThat(shop.moved).containsExactly("captured to @external:omise");
        assertThat(shop.job(id)).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aPayoutThatDidNotHappenIsReleased() throws Exception {
        var id = undecidedPayout();
        assertThat(shop.decideOnPayout(id, NO)).isInstanceOf(Taken.class);
        shop.work();
        repeated(shop.decideOnPayout(id, NO));
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.FAILED);
        assertThat(shop.moved).containsExactly("released");
        assertThat(posts(OMISE)).isEqualTo("1 calls, 0 effects");
    }

    /** Whoever had sent it has exited since, so it could be sent again: not after a decision. */
    @Test
    void nothingIsSentAfterADecision() throws Exception {
        var id = undecidedPayment();
        POSTGRES.execute(
                "update payment set sender = regexp_replace(sender, '/[0-9]+/[0-9]+$',"
                        + " '/4194305/1') where id = '"
                        + id
                        + "'");
        shop.decide(id, NO);
        shop.work();
        shop.reconcile();
        assertThat(posts(OMISE)).isEqualTo("1 calls, 0 effects");
    }

    /** Another sum than was asked for: the provider's word does not settle it. */
    @Test
    void aWordThatDoesNotFitWaitsForAPerson() throws Exception {
        var id = shop.pay(OMISE, "promptpay");
        POSTGRES.execute("update payment set price_amount = 9800 where id = '" + id + "'");
        move(OMISE, object(id), "successful");
        shop.hear(OMISE, "evt_1" + id, "charge.complete", object(id));
        assertThat(shop.payment(id).state()).isEqualTo(PaymentState.UNKNOWN);
        assertThat(shop.moved).isEmpty();
        assertThat(shop.decide(id, yes(object(id)))).isInstanceOf(Taken.class);
        shop.work();
        shop.hear(OMISE, "evt_2" + id, "charge.complete", object(id));
        assertThat(shop.moved).containsExactly(credit(OMISE, object(id)));
    }
}
