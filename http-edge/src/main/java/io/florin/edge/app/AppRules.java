package io.florin.edge.app;

import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Terms;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One app as its file describes it.
 *
 * @param schedule the version of its limits and fees, which every entry records; null: it has none
 * @param scales its assets, each with the number of its decimals
 * @param tiers how much a user of each tier may send, by asset
 * @param defaultTier that of a user who has no other; null where there are no tiers
 * @param openingGrants what a new user's wallet is given
 * @param fees by kind of operation and asset; free where none is named
 * @param packs what is sold, by name
 */
public record AppRules(
        String name,
        @Nullable String schedule,
        Map<Asset, Integer> scales,
        Roles roles,
        Map<String, Map<Asset, SpendingLimits>> tiers,
        @Nullable String defaultTier,
        List<Money> openingGrants,
        Map<OperationKind, Map<Asset, Fees>> fees,
        Pin pin,
        JobRules jobs,
        Map<String, Pack> packs) {
    public AppRules {
        scales = Collections.unmodifiableMap(new TreeMap<>(scales));
        tiers = Map.copyOf(tiers);
        openingGrants = List.copyOf(openingGrants);
        fees = Map.copyOf(fees);
        packs = Map.copyOf(packs);
    }

    /** An app of assets only: no limits, no fees, nothing to be recorded. */
    public static AppRules ofAssets(String name, Map<Asset, Integer> scales) {
        return new AppRules(
                name,
                null,
                scales,
                Roles.USUAL,
                Map.of(),
                null,
                List.of(),
                Map.of(),
                Pin.NONE,
                JobRules.NONE,
                Map.of());
    }

    /** What a user of the tier may send; an unknown tier is the default one. */
    public SpendingLimits limits(@Nullable String tier, Asset asset) {
        var known = tier != null && tiers.containsKey(tier) ? tier : defaultTier;
        if (known == null) return SpendingLimits.NONE;
        return tiers.getOrDefault(known, Map.of()).getOrDefault(asset, SpendingLimits.NONE);
    }

    public long fee(OperationKind kind, Asset asset, long amount) {
        return fees.getOrDefault(kind, Map.of()).getOrDefault(asset, Fees.Flat.FREE).fee(amount);
    }

    /** The caller's terms for sending an amount: limits, fee and their version. */
    public Terms terms(
            Terms caller, @Nullable String tier, Asset asset, OperationKind kind, long amount) {
        return caller.withRules(limits(tier, asset), schedule, fee(kind, asset, amount));
    }

    /** The caller's terms for what is neither limited nor charged. */
    public Terms terms(Terms caller) {
        return caller.withRules(SpendingLimits.NONE, schedule, 0);
    }
}
