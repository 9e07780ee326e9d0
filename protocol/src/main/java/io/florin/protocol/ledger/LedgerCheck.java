package io.florin.protocol.ledger;

import io.florin.protocol.money.Asset;
import java.util.List;

/**
 * What the ledger check found at one cut of the journal. {@code ok} when every event sums to zero,
 * every transfer's transit lies within its bounds and every wallet's entries end at its balance;
 * otherwise {@code differences} begins with the first.
 */
public record LedgerCheck(
        boolean ok, List<AssetSum> assets, List<String> differences, long projectionLagMillis) {
    public LedgerCheck {
        assets = List.copyOf(assets);
        differences = List.copyOf(differences);
    }

    /** {@code sum} over all accounts is zero; {@code inFlight} is what is in transit. */
    public record AssetSum(Asset asset, long sum, long inFlight) {}
}
