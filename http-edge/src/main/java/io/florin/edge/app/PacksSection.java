package io.florin.edge.app;

import io.florin.protocol.account.Ids;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Key {@code packs} of an app file: by name, what it costs, and what the wallet gets for it. */
final class PacksSection {
    private PacksSection() {}

    static Map<String, Pack> read(Section packs, Map<Asset, Integer> scales) {
        var byName = new HashMap<String, Pack>();
        for (var name : packs.keys()) {
            packs.fits(name, Ids.isId(name), "is no name of a pack", "match " + Ids.PATTERN);
            packs.section(name)
                    .flatMap(pack -> pack(pack, scales))
                    .ifPresent(pack -> byName.put(name, pack));
        }
        return byName;
    }

    private static Optional<Pack> pack(Section pack, Map<Asset, Integer> scales) {
        var price = part(pack, "price", scales);
        var base = part(pack, "base", scales);
        var bonus = pack.whole("bonus", 0, Money.MAX_MINOR / 2).orElse(0L);
        pack.end();
        if (price.isEmpty() || base.isEmpty()) return Optional.empty();
        var grant = base.get();
        return Optional.of(new Pack(price.get(), grant.withMinor(grant.minor() + bonus)));
    }

    private static Optional<Money> part(Section pack, String key, Map<Asset, Integer> scales) {
        var mend = "write { asset, amount }";
        if (!pack.has(key)) pack.missing(key, mend);
        return pack.section(key)
                .flatMap(part -> {
                    var asset =
                            part.text("asset", mend)
                                    .flatMap(code -> AppFile.asset(part, "asset", code, scales));
                    var amount = part.whole("amount", 1, Money.MAX_MINOR / 2);
                    for (var each : new String[] {"asset", "amount"}) {
                        if (!part.has(each)) part.missing(each, mend);
                    }
                    part.end();
                    return asset.isEmpty() || amount.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Money(asset.get(), amount.get()));
                });
    }
}
