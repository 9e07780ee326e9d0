package io.florin.node.rules;

import io.florin.protocol.money.Asset;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Terms;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the edge adds to a phrase: {@code once=}, {@code day=} and {@code month=}, the limits;
 * {@code fee=}; {@code rules=}, the schedule; {@code by=}, whose the wallet must be. Of an {@code
 * update} the limits are the wallet's own.
 */
record PhrasedTerms(Map<String, String> options) {
    Terms terms() {
        long fee = Long.parseLong(options.getOrDefault("fee", "0"));
        var owner = options.get("by");
        var caller = owner == null ? Terms.FREE : Terms.ofOwner(owner);
        return caller.withRules(limits(), options.get("rules"), fee);
    }

    /** {@code unlimited}: whatever the wallet has of its own is to be taken away. */
    OwnLimits own(Asset asset, boolean unlimited) {
        var limits = limits();
        return limits.equals(SpendingLimits.NONE) && !unlimited
                ? OwnLimits.NONE
                : new OwnLimits(Map.of(asset, limits));
    }

    private SpendingLimits limits() {
        return new SpendingLimits(minor("once"), minor("day"), minor("month"));
    }

    private @Nullable Long minor(String name) {
        var text = options.get(name);
        return text == null ? null : Long.valueOf(text);
    }
}
