package io.florin.node.wallet;

import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletQuery;
import java.time.Instant;

/**
 * What waits for a wallet to decide it. {@code C} is whoever is to be answered: an actor's address,
 * or a number in a simulation. After its deadline it is dropped undecided.
 */
public sealed interface Work<C> {
    record Execute<C>(Request request, Instant deadline, C caller) implements Work<C> {}

    record Ask<C>(WalletQuery query, Instant deadline, C caller) implements Work<C> {}

    record Hear<C>(PeerMessage message) implements Work<C> {}
}
