package io.florin.node.wallet;

import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Refusal;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import java.time.Instant;
import java.util.List;

/**
 * What waits for a wallet to decide it. {@code C} is whoever is to be answered: an actor's address,
 * or a number in a simulation. After its deadline it is dropped undecided.
 */
public sealed interface Work<C> {
    record Execute<C>(Request request, Instant deadline, C caller) implements Work<C> {}

    record Ask<C>(WalletQuery query, Instant deadline, C caller) implements Work<C> {}

    record Hear<C>(PeerMessage message) implements Work<C> {}

    default boolean isExpired(Instant now) {
        return switch (this) {
            case Execute<C> w -> now.isAfter(w.deadline());
            case Ask<C> w -> now.isAfter(w.deadline());
            case Hear<C> _ -> false;
        };
    }

    /** What to say when it is not decided at all: whoever sent a peer's message sends it again. */
    default List<Effect<C>> notTaken(Refusal why) {
        return switch (this) {
            case Execute<C> w -> List.of(new Effect.Reply<>(w.caller(), new NotTaken(why)));
            case Ask<C> w -> List.of(new Effect.Reply<>(w.caller(), new NotTaken(why)));
            case Hear<C> _ -> List.of();
        };
    }
}
