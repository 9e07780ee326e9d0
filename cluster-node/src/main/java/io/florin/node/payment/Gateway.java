package io.florin.node.payment;

import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.Provider;
import java.time.Duration;
import java.util.Optional;

/** One provider, in our words. Calls block; each has a time limit and is made once. */
interface Gateway {
    Provider provider();

    /** So long a repeat of a request under the same key does nothing twice; zero: never. */
    Duration keyLife();

    Told charge(Payment payment) throws Trouble, InterruptedException;

    Told send(Payout payout) throws Trouble, InterruptedException;

    /** By our own key, for we do not know the provider's id. */
    Optional<Told> search(Payment payment) throws Trouble, InterruptedException;

    /** By our own key, for we do not know the provider's id. */
    Optional<Told> search(Payout payout) throws Trouble, InterruptedException;

    /** The payout's object as it is now. */
    Told read(Payout payout, String object) throws Trouble, InterruptedException;

    /** An object as it is now; empty if it is neither a charge nor something that was sent. */
    Optional<Told> read(String object) throws Trouble, InterruptedException;

    /** What a provider calls a payment of ours. */
    static String key(Payment payment) {
        return payment.wallet().app() + "/" + payment.id();
    }

    /** What a provider calls a payout of ours. */
    static String key(Payout payout) {
        return payout.wallet().app() + "/" + payout.id();
    }
}
