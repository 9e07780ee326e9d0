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

    /** The money is set aside; a refund leaves at once, what goes to a bank after approval. */
    CompletionStage<Taking<Payout>> send(NewPayout payout);

    CompletionStage<Optional<Payout>> payout(String app, PaymentId id);

    /** A repeat is answered as the first; the other answer is refused then. */
    CompletionStage<Taking<Payout>> answer(String app, PaymentId id, boolean approved);
}
