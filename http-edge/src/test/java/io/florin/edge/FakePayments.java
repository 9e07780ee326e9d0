package io.florin.edge;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.NewPayment;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.NewPayout.Destination.BankAccount;
import io.florin.protocol.payment.NewRefund;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.Payments;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.payment.Taking.Taken;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes everything, or answers as told. The payment p1 and the payout o1 are of wallet alice. */
final class FakePayments implements Payments {
    private static final WalletId ALICE = new WalletId("default", "alice");
    private static final Money PRICE = new Money(new Asset("USD"), 250);

    final List<NewPayment> asked = new ArrayList<>();
    final List<NewPayout> sent = new ArrayList<>();
    final List<NewRefund> refunds = new ArrayList<>();
    final List<String> decided = new ArrayList<>();
    final Set<Provider> on = EnumSet.allOf(Provider.class);
    @Nullable Taking<Payment> answer;

    static Payment payment(Provider provider) {
        return new Payment(
                new PaymentId("p1"),
                provider,
                ALICE,
                PRICE,
                PRICE,
                null,
                PaymentState.SUCCEEDED,
                "pi_1",
                "secret",
                PaymentState.PENDING,
                null,
                null,
                TestEdge.NOW,
                TestEdge.NOW);
    }

    private static Payout payout() {
        return new Payout(
                new PaymentId("o1"),
                Provider.STRIPE,
                ALICE,
                PRICE,
                PRICE,
                new BankAccount("ba_1"),
                PayoutState.PENDING_APPROVAL,
                null,
                null,
                null,
                TestEdge.NOW,
                TestEdge.NOW);
    }

    @Override
    public Set<Provider> providers() {
        return on;
    }

    @Override
    public CompletionStage<Taking<Payment>> ask(NewPayment payment) {
        asked.add(payment);
        var told = answer;
        return CompletableFuture.completedStage(
                told == null ? new Taken<>(payment(payment.provider()), false) : told);
    }

    @Override
    public CompletionStage<Optional<Payment>> payment(String app, PaymentId id) {
        return CompletableFuture.completedStage(
                Optional.of(payment(Provider.STRIPE)).filter(it -> it.id().equals(id)));
    }

    @Override
    public CompletionStage<Taking<Payout>> send(NewPayout payout) {
        sent.add(payout);
        return CompletableFuture.completedStage(new Taken<>(payout(), false));
    }

    @Override
    public CompletionStage<Taking<Payout>> refund(NewRefund refund) {
        refunds.add(refund);
        return CompletableFuture.completedStage(new Taken<>(payout(), false));
    }

    @Override
    public CompletionStage<Taking<Payment>> decide(String app, PaymentId id, Decision decision) {
        decided.add(id + " " + decision);
        return CompletableFuture.completedStage(new Taken<>(payment(Provider.STRIPE), false));
    }

    @Override
    public CompletionStage<Taking<Payout>> decideOnPayout(
            String app, PaymentId id, Decision decision) {
        decided.add(id + " " + decision);
        return CompletableFuture.completedStage(new Taken<>(payout(), false));
    }

    @Override
    public CompletionStage<Optional<Payout>> payout(String app, PaymentId id) {
        return CompletableFuture.completedStage(
                Optional.of(payout()).filter(it -> it.id().equals(id)));
    }

    @Override
    public CompletionStage<Taking<Payout>> answer(String app, PaymentId id, boolean approved) {
        return CompletableFuture.completedStage(new Taken<>(payout(), false));
    }
}
