package io.florin.protocol.payment;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The door to payments and payouts. Who may do what is the caller's to decide. A stage of a read
 * that fails means that the database did not answer in time.
 */
public interface Payments {
    /** Those for which there is a key. */
    Set<Provider> providers();

    /** In doubt until the provider has answered, or for a while. */
    CompletionStage<Taking<Payment>> ask(NewPayment payment);

    CompletionStage<Optional<Payment>> payment(String app, PaymentId id);

    /** The money is set aside, and leaves after approval. */
    CompletionStage<Taking<Payout>> send(NewPayout payout);

    /** The wallet's share is set aside, and the money leaves at once. */
    CompletionStage<Taking<Payout>> refund(NewRefund refund);

    CompletionStage<Optional<Payout>> payout(String app, PaymentId id);

    /** A repeat is answered as the first; the other answer is refused then. */
    CompletionStage<Taking<Payout>> answer(String app, PaymentId id, boolean approved);

    /** Of a payment that waits for it; a repeat is answered as the first. */
    CompletionStage<Taking<Payment>> decide(String app, PaymentId id, Decision decision);

    /** The same of a payout. */
    CompletionStage<Taking<Payout>> decideOnPayout(String app, PaymentId id, Decision decision);
}
