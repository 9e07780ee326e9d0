package io.florin.protocol.wallet;

import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far below zero each asset's available balance may be taken, in minor units; 0 where none is
 * named. At most {@value #MAX_ASSETS} assets.
 */
public record OverdraftLimits(Map<Asset, Long> byAsset) {
    public static final int MAX_ASSETS = 64;

    public static final OverdraftLimits NONE = new OverdraftLimits(Map.of());

    public OverdraftLimits {
        if (byAsset.size() > MAX_ASSETS) {
            throw new IllegalArgumentException("At most " + MAX_ASSETS + " overdraft limits.");
        }
        byAsset.values().forEach(OverdraftLimits::requireBounds);
        byAsset =
                byAsset.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(byAsset));
    }

    private static void requireBounds(long limit) {
        if (limit < 0 || limit > Money.MAX_MINOR) {
            throw new IllegalArgumentException(
                    "An overdraft limit is a whole number from 0 to " + Money.MAX_MINOR + ".");
        }
    }

    public long of(Asset asset) {
        return byAsset.getOrDefault(asset, 0L);
    }

    /** These limits with the other's put over them, asset by asset. */
    public OverdraftLimits with(OverdraftLimits other) {
        var merged = new TreeMap<>(byAsset);
        merged.putAll(other.byAsset);
        return new OverdraftLimits(merged);
    }
}
