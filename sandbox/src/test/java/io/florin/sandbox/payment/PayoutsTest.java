package io.florin.sandbox.payment;

import static io.florin.protocol.payment.Provider.OMISE;
import static io.florin.protocol.payment.Provider.STRIPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.telemetry.Metric;
import io.florin.protocol.job.JobState;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.NewPayout.Destination.BankAccount;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.Taken;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Money goes out once, whatever the providers do. */
class PayoutsTest extends AtProviders {
    private PaymentId approved(Provider provider, String account) throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, provider, new BankAccount(account));
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PENDING_APPROVAL);
        assertThat(shop.job(id)).isEqualTo(JobState.SCHEDULED);
        assertThat(posts(provider)).isEqualTo("0 calls, 0 effects");
        assertThat(shop.answer(id, true)).isInstanceOf(Taken.class);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.SENT);
        assertThat(shop.job(id)).isEqualTo(JobState.UNKNOWN);
        assertThat(shop.moved).isEmpty();
        return id;
    }

    private String sent(PaymentId payout) throws Exception {
        return Objects.requireNonNull(shop.payout(payout).object());
    }

    @Test
    void anOmiseTransferIsFinalOnlyWhenItIsPaid() throws Exception {
        var id = approved(OMISE, "recp_test_1");
        move(OMISE, sent(id), "sent");
        shop.hear(OMISE, "evt_s" + id, "transfer.send", sent(id));
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.SENT);
        move(OMISE, sent(id), "paid");
        shop.hear(OMISE, "evt_p" + id, "transfer.pay", sent(id));
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.PAID);
        assertThat(shop.moved).containsExactly("captured to @external:omise");
        assertThat(posts(OMISE)).startsWith("1 calls");
    }

    @Test
    void aFailedTransferGivesTheMoneyBack() throws Exception {
        var id = approved(OMISE, "recp_test_1");
        move(OMISE, sent(id), "failed");
        shop.reconcile();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.FAILED);
        assertThat(shop.moved).containsExactly("released");
        assertThat(shop.counted.of(Metric.WITHDRAWALS)).containsExactly("failed");
    }

    /** It may have been paid after it had failed, or have come back: look there. */
    @Test
    void aTransferThatWasPaidAndHasFailedIsAPersonsToDecide() throws Exception {
        var id = approved(OMISE, "recp_test_1");
        for (var step : List.of("sent", "paid", "failed")) move(OMISE, sent(id), step);
        shop.reconcile();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(Objects.requireNonNull(shop.payout(id).error()).code())
                .isEqualTo("needs_decision");
        assertThat(shop.moved).isEmpty();
    }

    /** We have given the money back: Omise must not try again by itself. */
    @Test
    void aTransferThatFailsHasFailedForGood() throws Exception {
        var id = approved(OMISE, "recp_test_1");
        var transfer = wires.get(OMISE).ok("GET", "/transfers/" + sent(id), "");
        assertThat(transfer.path("fail_fast").asBoolean()).isTrue();
    }

    @Test
    void whatWasPaidAndFailsLaterComesBackOnce() throws Exception {
        var id = approved(STRIPE, "ba_1");
        move(STRIPE, sent(id), "in_transit");
        move(STRIPE, sent(id), "paid");
        shop.hear(STRIPE, "evt_1" + id, "payout.paid", sent(id));
        move(STRIPE, sent(id), "failed");
        shop.hear(STRIPE, "evt_2" + id, "payout.failed", sent(id));
        shop.hear(STRIPE, "evt_3" + id, "payout.failed", sent(id));
        shop.reconcile();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.REVERSED);
        assertThat(shop.moved)
                .containsExactly(
                        "captured to @external:stripe",
                        "ann gets 9900 THB from @external:stripe for payout-failed/" + sent(id));
        assertThat(shop.counted.of(Metric.WITHDRAWALS)).containsExactly("paid", "reversed");
    }

    @Test
    void aTransferOfWhichNobodyHeardIsFoundAndNotSentAgain() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, OMISE, new BankAccount("recp_test_1"));
        fault(OMISE, "/transfers", "time_out_after_success");
        shop.answer(id, true);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        shop.askAgain(id);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.SENT);
        assertThat(posts(OMISE)).isEqualTo("1 calls, 1 effects");
    }

    @Test
    void aRejectedPayoutIsReleasedAndNothingIsSent() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, STRIPE, new BankAccount("ba_1"));
        assertThat(shop.answer(id, false)).isInstanceOf(Taken.class);
        assertThat(shop.answer(id, false)).isInstanceOf(Taken.class);
        assertThat(shop.answer(id, true)).isInstanceOf(Denied.class);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.REJECTED);
        assertThat(shop.moved).containsExactly("released");
        assertThat(posts(STRIPE)).isEqualTo("0 calls, 0 effects");
    }

    @Test
    void aRequestWhoseJobHasEndedAndIsForgottenIsNotToBeApproved() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        var account = new BankAccount("ba_1");
        shop.send(id, STRIPE, account);
        var name = " where id = '" + id.value() + "'";
        POSTGRES.execute("update payout set state = 'REQUESTED'" + name);
        POSTGRES.execute("delete from job" + name);
        POSTGRES.execute(
                """
                insert into event (sequence, era, position, serializer, slice, entity, manifest,
                                   writer, hash, bytes, ref)
                values (1, 1, 0, 1, 0, '%s', 'm', 'w', decode(repeat('00', 32), 'hex'), '', 'y/%s')
                """
                        .formatted(Shop.WALLET, id.value()));
        assertThat(shop.send(id, STRIPE, account)).isInstanceOf(Taken.class);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.REQUESTED);
    }

    /** Its transfers name no currency: they are of the account's. */
    @Test
    void omiseSendsOnlyTheMoneyOfItsAccount() throws Exception {
        var dollars = new Money(new Asset("USD"), 9_900);
        var id = new PaymentId(UUID.randomUUID().toString());
        assertThat(shop.send(id, OMISE, new BankAccount("recp_test_1"), dollars))
                .isEqualTo(new Denied<Payout>(Denial.of(Refusal.CURRENCY_UNFIT), false));
        try (var before = new Shop(system, database, accounts(dollars.asset()))) {
            before.send(id, OMISE, new BankAccount("recp_test_1"), dollars);
        }
        shop.answer(id, true);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.FAILED);
        assertThat(Objects.requireNonNull(shop.payout(id).error()).code())
                .isEqualTo("currency_unfit");
        assertThat(shop.moved).containsExactly("released");
        assertThat(posts(OMISE)).isEqualTo("0 calls, 0 effects");
    }

    /** Somebody has set another currency than the account's. */
    @Test
    void whatWasSentInAnotherCurrencyIsAPersonsToDecide() throws Exception {
        var dollars = new Money(new Asset("USD"), 9_900);
        var id = new PaymentId(UUID.randomUUID().toString());
        try (var wrong = new Shop(system, database, accounts(dollars.asset()))) {
            wrong.send(id, OMISE, new BankAccount("recp_test_1"), dollars);
            wrong.answer(id, true);
            wrong.work();
        }
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(Objects.requireNonNull(shop.payout(id).error()).code())
                .isEqualTo("needs_decision");
        shop.askAgain(id);
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(posts(OMISE)).isEqualTo("1 calls, 1 effects");
    }

    /** Nobody may give the money of what may have been sent back, not even without a key. */
    @Test
    void whatMayHaveBeenSentDoesNotFailWhenTheKeyIsGone() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, OMISE, new BankAccount("recp_test_1"));
        fault(OMISE, "/transfers", "time_out_after_success");
        shop.answer(id, true);
        shop.work();
        try (var keyless = new Shop(system, database, Map.of())) {
            keyless.askAgain(id);
        }
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(shop.job(id)).isEqualTo(JobState.UNKNOWN);
    }

    @Test
    void aRefusedPayoutIsReleased() throws Exception {
        var id = new PaymentId(UUID.randomUUID().toString());
        shop.send(id, OMISE, new BankAccount("recp_test_1"));
        fault(OMISE, "/transfers", "decline");
        shop.answer(id, true);
        shop.work();
        assertThat(shop.payout(id).state()).isEqualTo(PayoutState.FAILED);
        assertThat(shop.moved).containsExactly("released");
    }
}
