package io.florin.sandbox.payment;

import static io.florin.protocol.payment.Provider.OMISE;
import static io.florin.protocol.payment.Provider.STRIPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.Taken;
import io.florin.protocol.refusal.Refusal;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Money of a payment goes back, never more than came in, whoever asks and however often. */
class RefundsTest extends AtProviders {
    private static final long PAID = Shop.PRICE.minor();

    private static PaymentId fresh() {
        return new PaymentId(UUID.randomUUID().toString());
    }

    private PaymentId refunded(PaymentId payment, @Nullable Long amount) throws Exception {
        var id = fresh();
        assertThat(shop.refund(id, payment, amount)).isInstanceOf(Taken.class);
        shop.work();
        return id;
    }

    private void refused(PaymentId payment, @Nullable Long amount, long left) throws Exception {
        assertThat(shop.refund(fresh(), payment, amount))
                .isInstanceOfSatisfying(
                        Denied.class,
                        it -> {
                            assertThat(it.denial().why()).isEqualTo(Refusal.PAYMENT_REFUNDED);
                            assertThat(it.denial().facts()).containsEntry("refundable", left);
                        });
    }

    private String sent(PaymentId payout) throws Exception {
        return Objects.requireNonNull(shop.payout(payout).object());
    }

    /** The wallet gives its share, rounded up in all: 600 credits for 9900. */
    @Test
    void aPaymentIsRefundedInParts() throws Exception {
        var payment = shop.pay(STRIPE, "pm_card_visa");
        refused(payment, PAID + 1, PAID);
        var first = refunded(payment, 3_301L);
        assertThat(shop.payout(first).money()).isEqualTo(Shop.GRANT.withMinor(201));
        assertThat(shop.payout(first).amount()).isEqualTo(Shop.PRICE.withMinor(3_301));
        var second = refunded(payment, 3_301L);
        assertThat(shop.payout(second).money()).isEqualTo(Shop.GRANT.withMinor(200));
        refused(payment, 3_299L, 3_298);
        var rest = refunded(payment, null);
        assertThat(shop.payout(rest).money()).isEqualTo(Shop.GRANT.withMinor(199));
        assertThat(shop.payout(rest).state()).isEqualTo(PayoutState.PAID);
        refused(payment, null, 0);
        refused(payment, 1L, 0);
        assertThat(posts(STRIPE)).isEqualTo("4 calls, 4 effects");
    }

    @Test
    void aRepeatIsTheSameRefundAndAnotherAmountIsNot() throws Exception {
        var payment = shop.pay(OMISE, "tokn_test_visa");
        var id = refunded(payment, 5_000L);
        assertThat(shop.refund(id, payment, 5_000L))
                .isInstanceOfSatisfying(Taken.class, it -> assertThat(it.replayed()).isTrue());
        assertThat(shop.refund(id, payment, 4_000L)).isInstanceOf(Denied.class);
        assertThat(posts(OMISE)).isEqualTo("2 calls, 2 effects");
    }

    /** Twenty ask at once for a quarter each: four get it. */
    @Test
    void togetherTheyAreNeverMoreThanThePayment() throws Exception {
        var payment = shop.pay(STRIPE, "pm_card_visa");
        var asking = new ArrayList<Callable<Taking<Payout>>>();
        for (int i = 0; i < 20; i++) asking.add(() -> shop.refund(fresh(), payment, PAID / 4));
        int taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asking, 60, TimeUnit.SECONDS)) {
                if (answer.resultNow() instanceof Taken) taken++;
            }
        }
        assertThat(taken).isEqualTo(4);
        shop.work();
        assertThat(posts(STRIPE)).isEqualTo("5 calls, 5 effects");
        refused(payment, 1L, 0);
    }

    @Test
    void onlyWhatWasPaidIsRefunded() throws Exception {
        var declined = shop.pay(STRIPE, "pm_card_declined");
        assertThat(shop.refund(fresh(), declined, null))
                .isInstanceOfSatisfying(
                        Denied.class,
                        it ->
                                assertThat(it.denial().why())
                                        .isEqualTo(Refusal.PAYMENT_NOT_REFUNDABLE));
        assertThat(shop.refund(fresh(), fresh(), null))
                .isInstanceOfSatisfying(
                        Denied.class,
                        it -> assertThat(it.denial().why()).isEqualTo(Refusal.PAYMENT_NOT_FOUND));
    }

    /** And then the same may be refunded again. */
    @Test
    void aRefundThatFailsAfterSuccessComesBack() throws Exception {
        var payment = shop.pay(STRIPE, "pm_card_visa");
        var id = refunded(payment, null);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PAID);
        refused(payment, null, 0);
        move(STRIPE, sent(id), "failed");
        shop.hear(STRIPE, "evt_" + id, "refund.failed", sent(id));
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.REVERSED);
        assertThat(shop.moved)
                .containsExactly(
                        credit(STRIPE, object(payment)),
                        "captured to @external:stripe",
                        "ann gets 600 CREDIT from @external:stripe for payout-failed/" + sent(id));
        assertThat(shop.refund(fresh(), payment, null)).isInstanceOf(Taken.class);
    }

    @Test
    void anOmiseRefundIsPaidAtOnce() throws Exception {
        var payment = shop.pay(OMISE, "tokn_test_visa");
        fault(OMISE, "/charges/", "time_out_after_success");
        var id = refunded(payment, null);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        shop.askAgain(id);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PAID);
        assertThat(posts(OMISE)).isEqualTo("2 calls, 2 effects");
    }
}
