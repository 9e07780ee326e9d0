package io.florin.node.rules;

import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.PeerMessage.Accepted;
import io.florin.protocol.wallet.PeerMessage.Declined;
import io.florin.protocol.wallet.PeerMessage.LegForgotten;
import io.florin.protocol.wallet.PeerMessage.LegSpendable;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What destinations have answered and the source has not written down yet. The facts are durable at
 * the destinations; when this is lost, the question is asked again.
 */
public record Heard(PMap<TransferId, PMap<Integer, Instant>> legs) {
    public static final Heard NOTHING = new Heard(HashTreePMap.empty());

    public Heard plus(PeerMessage.Answer answer) {
        return switch (answer) {
            case Accepted(var leg, var at) -> plus(leg.transfer(), leg.leg(), at);
            case LegSpendable(var leg, var at) -> plus(leg.transfer(), leg.leg(), at);
            case LegForgotten(var leg, var at) -> plus(leg.transfer(), leg.leg(), at);
            case Declined _ -> this; // a refusal is written at once
        };
    }

    private Heard plus(TransferId transfer, int leg, Instant at) {
        return new Heard(legs.plus(transfer, of(transfer).plus(leg, at)));
    }

    public Heard minus(TransferId transfer) {
        return legs.containsKey(transfer) ? new Heard(legs.minus(transfer)) : this;
    }

    public PMap<Integer, Instant> of(TransferId transfer) {
        return legs.getOrDefault(transfer, HashTreePMap.empty());
    }

    public boolean has(TransferId transfer, int leg) {
        return of(transfer).containsKey(leg);
    }

    public boolean isEmpty() {
        return legs.isEmpty();
    }

    public void forEach(BiConsumer<TransferId, Map<Integer, Instant>> action) {
        legs.forEach(action);
    }
}
