package io.florin.protocol.wallet;

import io.florin.protocol.money.Asset;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one wallet may send of each asset, where that differs from the app's limits: a limit that is
 * named here goes before the app's. At most {@value #MAX_ASSETS} assets.
 */
public record OwnLimits(Map<Asset, SpendingLimits> byAsset) {
    public static final int MAX_ASSETS = 64;

    public static final OwnLimits NONE = new OwnLimits(Map.of());

    public OwnLimits {
        if (byAsset.size() > MAX_ASSETS) {
            throw new IllegalArgumentException("Limits of at most " + MAX_ASSETS + " assets.");
        }
        byAsset =
                byAsset.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(byAsset));
    }

    public SpendingLimits of(Asset asset) {
        return byAsset.getOrDefault(asset, SpendingLimits.NONE);
    }

    /**
     * These limits with the other's put over them, an asset's limits as a whole; {@link
     * SpendingLimits#NONE} leaves the asset to the app's limits again.
     */
    public OwnLimits with(OwnLimits other) {
        var merged = new TreeMap<>(byAsset);
        other.byAsset.forEach((asset, limits) -> {
            if (limits.equals(SpendingLimits.NONE)) merged.remove(asset);
            else merged.put(asset, limits);
        });
        return new OwnLimits(merged);
    }
}
