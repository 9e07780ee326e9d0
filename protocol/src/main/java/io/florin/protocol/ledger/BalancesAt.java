package io.florin.protocol.ledger;

import io.florin.protocol.money.Asset;
import java.time.Instant;
import java.util.Map;

/**
 * What a wallet owned (and held) after its last event at or before {@code at}. Provisional: a write
 * stamped at or before it can still be under way.
 */
public record BalancesAt(Instant at, boolean provisional, Map<Asset, Owned> balances) {
    /** Minor units. */
    public record Owned(long posted, long held) {}

    public BalancesAt {
        balances = Map.copyOf(balances);
    }
}
