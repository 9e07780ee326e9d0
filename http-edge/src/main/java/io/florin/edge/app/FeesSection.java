package io.florin.edge.app;

import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Key {@code fees} of an app file: by kind of operation and asset, in one of three forms. */
final class FeesSection {
    private static final String FORMS =
            "write one of flat { amount }, tiered { steps, above },"
                    + " percent { basis-points, floor, cap, rounding }";

    private FeesSection() {}

    static Map<OperationKind, Map<Asset, Fees>> read(Section fees, Map<Asset, Integer> scales) {
        var byKind = new EnumMap<OperationKind, Map<Asset, Fees>>(OperationKind.class);
        for (var kind : new OperationKind[] {OperationKind.TRANSFER, OperationKind.WITHDRAWAL}) {
            fees.section(kind.word())
                    .ifPresent(section -> byKind.put(kind, byAsset(section, scales)));
        }
        fees.end();
        return byKind;
    }

    private static Map<Asset, Fees> byAsset(Section section, Map<Asset, Integer> scales) {
        var byAsset = new HashMap<Asset, Fees>();
        for (var code : section.keys()) {
            var form = section.section(code);
            var asset = AppFile.asset(section, code, code, scales);
            if (form.isEmpty() || asset.isEmpty()) continue;
            form(form.get()).ifPresent(fee -> byAsset.put(asset.get(), fee));
        }
        return byAsset;
    }

    private static Optional<Fees> form(Section section) {
        var flat = section.section("flat");
        var tiered = section.section("tiered");
        var percent = section.section("percent");
        section.end();
        int forms =
                (flat.isPresent() ? 1 : 0)
                        + (tiered.isPresent() ? 1 : 0)
                        + (percent.isPresent() ? 1 : 0);
        if (!section.fits("", forms == 1, "has " + forms + " forms of a fee", FORMS)) {
            return Optional.empty();
        }
        if (flat.isPresent()) return flat(flat.get());
        return tiered.isPresent() ? tiered(tiered.get()) : percent.flatMap(FeesSection::percent);
    }

    private static Optional<Fees> flat(Section section) {
        var amount = required(section, "amount");
        section.end();
        return amount.map(Fees.Flat::new);
    }

    private static Optional<Fees> tiered(Section section) {
        var steps = new ArrayList<Fees.Tiered.Step>();
        long reached = 0;
        for (var step : section.sections("steps")) {
            var upTo = required(step, "up-to");
            var amount = required(step, "amount");
            step.end();
            if (upTo.isEmpty() || amount.isEmpty()) continue;
            boolean sorted = upTo.get() > reached;
            if (!step.fits(
                    "up-to",
                    sorted,
                    "is " + upTo.get() + " and does not come after " + reached,
                    "sort the steps, each limit once")) {
                continue;
            }
            reached = upTo.get();
            steps.add(new Fees.Tiered.Step(reached, amount.get()));
        }
        if (!section.has("steps")) section.missing("steps", "name the steps, smallest first");
        var above = required(section, "above");
        section.end();
        return above.map(fee -> new Fees.Tiered(steps, fee));
    }

    private static Optional<Fees> percent(Section section) {
        var points = section.whole("basis-points", 0, Fees.WHOLE);
        if (!section.has("basis-points")) {
            section.missing("basis-points", "name the share, 100 for one percent");
        }
        long floor = section.whole("floor", 0, Money.MAX_MINOR).orElse(0L);
        long cap = section.whole("cap", 0, Money.MAX_MINOR).orElse(Money.MAX_MINOR);
        var rounding = rounding(section);
        section.end();
        var wrong = "is %d and above the cap, %d".formatted(floor, cap);
        boolean fits = section.fits("floor", floor <= cap, wrong, "make it at most the cap");
        return fits && points.isPresent() && rounding.isPresent()
                ? Optional.of(new Fees.Percent(points.get().intValue(), floor, cap, rounding.get()))
                : Optional.empty();
    }

    private static Optional<Fees.Rounding> rounding(Section section) {
        var mend = "write one of down, half-up, up";
        var word = section.text("rounding", mend);
        if (!section.has("rounding")) section.missing("rounding", mend);
        for (var rounding : Fees.Rounding.values()) {
            var name = rounding.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.filter(name::equals).isPresent()) return Optional.of(rounding);
        }
        word.ifPresent(other -> section.wrong("rounding", "is " + other, mend));
        return Optional.empty();
    }

    private static Optional<Long> required(Section section, String key) {
        if (!section.has(key)) section.missing(key, "name it in minor units");
        return section.whole(key, 0, Money.MAX_MINOR);
    }
}
