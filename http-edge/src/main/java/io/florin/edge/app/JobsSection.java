package io.florin.edge.app;

import io.florin.protocol.job.JobSpec;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Key {@code jobs} of an app file: the kinds that users may submit, each with a price. */
final class JobsSection {
    private JobsSection() {}

    static JobRules read(Section top, Map<Asset, Integer> scales) {
        var prices = new HashMap<String, Set<Money>>();
        for (var job : top.sections("jobs")) {
            for (var key : new String[] {"kind", "asset", "amount"}) {
                if (!job.has(key)) job.missing(key, "write { kind, asset, amount }");
            }
            var kind =
                    job.text("kind", "write one such as ai.chat")
                            .filter(word ->
                                    job.fits(
                                            "kind",
                                            JobSpec.isKind(word),
                                            "is " + word,
                                            "write one such as ai.chat"));
            var asset =
                    job.text("asset", "name the asset")
                            .flatMap(code -> AppFile.asset(job, "asset", code, scales));
            var amount = job.whole("amount", 1, Money.MAX_MINOR);
            job.end();
            if (kind.isEmpty() || asset.isEmpty() || amount.isEmpty()) continue;
            prices.computeIfAbsent(kind.get(), _ -> new HashSet<>())
                    .add(new Money(asset.get(), amount.get()));
        }
        return new JobRules(prices);
    }
}
