package io.florin.edge.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.florin.protocol.account.Ids;
import io.florin.protocol.account.Note;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.SpendingLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <app>.conf}. The keys are explained where an operator meets them: in the comment at
 * the top of {@code apps/instapay.conf}.
 */
final class AppFile {
    static final String SUFFIX = ".conf";

    /** An asset has at most so many decimals. */
    private static final int MAX_SCALE = 18;

    private static final int MAX_TRIES = 100;

    private final String file;
    private final String name;
    private final Findings findings;

    AppFile(Path file, Findings findings) {
        this.file = file.toString();
        this.name = file.getFileName().toString().replace(SUFFIX, "");
        this.findings = findings;
    }

    /** Nothing if something is wrong, which the findings then say. */
    Optional<AppRules> read() {
        if (!Ids.isId(name)) {
            findings.add(file, "its name", "is no name of an app", "it must match " + Ids.PATTERN);
            return Optional.empty();
        }
        return parsed().map(config -> rules(new Section(findings, file, "", config.root())));
    }

    private Optional<Config> parsed() {
        try {
            var options = ConfigParseOptions.defaults().setAllowMissing(false);
            return Optional.of(ConfigFactory.parseFile(Path.of(file).toFile(), options).resolve());
        } catch (ConfigException e) {
            findings.add(file, "its text", "cannot be read", "mend this: " + e.getMessage());
            return Optional.empty();
        }
    }

    private AppRules rules(Section top) {
        var mend = "name the version of limits and fees, such as " + name + "-2026-11";
        var schedule = top.text("schedule", mend);
        if (!top.has("schedule")) top.missing("schedule", mend);
        schedule.ifPresent(text ->
                top.fits(
                        "schedule",
                        text.length() <= Note.MAX_SCHEDULE_CHARS,
                        "is longer than %d characters".formatted(Note.MAX_SCHEDULE_CHARS),
                        "shorten it"));
        var scales = scales(top);
        var tiers = tiers(top, scales);
        var rules =
                new AppRules(
                        name,
                        schedule.orElse(null),
                        scales,
                        roles(top),
                        tiers,
                        defaultTier(top, tiers.keySet()),
                        grants(top, scales),
                        top.section("fees")
                                .map(fees -> FeesSection.read(fees, scales))
                                .orElse(Map.of()),
                        pin(top),
                        JobsSection.read(top, scales),
                        top.section("packs")
                                .map(packs -> PacksSection.read(packs, scales))
                                .orElse(Map.of()));
        top.end();
        return rules;
    }

    private static Map<Asset, Integer> scales(Section top) {
        var scales = new HashMap<Asset, Integer>();
        var assets = top.section("assets");
        if (!top.has("assets")) top.missing("assets", "name them, each with its decimals");
        if (assets.isEmpty()) return scales;
        for (var code : assets.get().keys()) {
            var scale = assets.get().whole(code, 0, MAX_SCALE);
            var asset = asset(code);
            boolean named = asset.isPresent();
            assets.get().fits(code, named, "is no asset's code", "write one such as USD");
            if (named && scale.isPresent()) scales.put(asset.get(), scale.get().intValue());
        }
        return scales;
    }

    private static Optional<Asset> asset(String code) {
        try {
            return Optional.of(new Asset(code));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The asset that the value of a key names, if the app has it. */
    static Optional<Asset> asset(
            Section section, String key, String code, Map<Asset, Integer> scales) {
        var asset = asset(code).filter(scales::containsKey);
        var mend = "name one of " + scales.keySet() + ", or add it to assets";
        section.fits(key, asset.isPresent(), "is about " + code + ", no asset of the app", mend);
        return asset;
    }

    private static Roles roles(Section top) {
        var section = top.section("roles");
        if (section.isEmpty()) return Roles.USUAL;
        var roles = section.get();
        var granted = roles.words("granted");
        var mend = "name one of " + granted;
        roles.fits("granted", !granted.isEmpty(), "names no role", "name the roles");
        var normal = roles.text("default", mend);
        if (!roles.has("default")) roles.missing("default", mend);
        normal.ifPresent(role -> roles.fits("default", granted.contains(role), "is " + role, mend));
        var operators = roles.words("operators");
        for (var role : operators) {
            roles.fits("operators", granted.contains(role), "has " + role, mend);
        }
        roles.end();
        return new Roles(granted, normal.orElse(""), operators);
    }

    private static Map<String, Map<Asset, SpendingLimits>> tiers(
            Section top, Map<Asset, Integer> scales) {
        var tiers = new LinkedHashMap<String, Map<Asset, SpendingLimits>>();
        for (var tier : top.sections("tiers")) {
            var named = tier.text("name", "name the tier");
            if (!tier.has("name")) tier.missing("name", "name the tier");
            var limits = new HashMap<Asset, SpendingLimits>();
            tier.section("limits").ifPresent(section -> limits(section, scales, limits));
            if (!tier.has("limits")) tier.missing("limits", "name them by asset, or write {}");
            tier.end();
            if (named.isEmpty()) continue;
            boolean isNew = tiers.putIfAbsent(named.get(), limits) == null;
            tier.fits("name", isNew, "is " + named.get() + " again", "give each tier its own name");
        }
        return tiers;
    }

    private static void limits(
            Section section, Map<Asset, Integer> scales, Map<Asset, SpendingLimits> limits) {
        for (var code : section.keys()) {
            var asset = asset(section, code, code, scales);
            var of = section.section(code);
            if (of.isEmpty()) continue;
            var read =
                    new SpendingLimits(
                            limit(of.get(), "per-operation"),
                            limit(of.get(), "per-day"),
                            limit(of.get(), "per-month"));
            of.get().end();
            asset.ifPresent(known -> limits.put(known, read));
        }
    }

    private static @Nullable Long limit(Section section, String key) {
        return section.whole(key, 0, Money.MAX_MINOR).orElse(null);
    }

    private static @Nullable String defaultTier(Section top, Set<String> tiers) {
        var mend = "name one of " + tiers;
        var tier = top.text("default-tier", mend);
        boolean known = tier.map(tiers::contains).orElse(true);
        top.fits("default-tier", known, "is " + tier.orElse(""), mend);
        if (!tiers.isEmpty() && !top.has("default-tier")) top.missing("default-tier", mend);
        return tier.orElse(null);
    }

    private static List<Money> grants(Section top, Map<Asset, Integer> scales) {
        var grants = new ArrayList<Money>();
        for (var grant : top.sections("opening-grants")) {
            var code = grant.text("asset", "name the asset");
            if (!grant.has("asset")) grant.missing("asset", "name the asset");
            var amount = grant.whole("amount", 1, Money.MAX_MINOR);
            if (!grant.has("amount")) grant.missing("amount", "name it in minor units");
            grant.end();
            var asset = code.flatMap(known -> asset(grant, "asset", known, scales));
            if (asset.isEmpty() || amount.isEmpty()) continue;
            boolean isNew = grants.stream().noneMatch(g -> g.asset().equals(asset.get()));
            grant.fits("asset", isNew, "is " + asset.get() + " again", "grant an asset once");
            grants.add(new Money(asset.get(), amount.get()));
        }
        return grants;
    }

    private static Pin pin(Section top) {
        var section = top.section("pin");
        if (section.isEmpty()) return Pin.NONE;
        var pin = section.get();
        var tries = pin.whole("tries", 1, MAX_TRIES);
        if (!pin.has("tries")) pin.missing("tries", "say how many wrong ones lock it");
        var seconds = pin.whole("lock-seconds", 0, Integer.MAX_VALUE);
        var mend = "say for how long it is locked, 0 until an operator resets it";
        if (!pin.has("lock-seconds")) pin.missing("lock-seconds", mend);
        var operations = EnumSet.noneOf(OperationKind.class);
        for (var word : pin.words("operations")) operation(pin, word).ifPresent(operations::add);
        pin.end();
        long lock = seconds.filter(length -> length > 0).orElse(Pin.FOR_EVER);
        return new Pin(tries.orElse(1L).intValue(), lock, operations);
    }

    private static Optional<OperationKind> operation(Section pin, String word) {
        for (var kind : OperationKind.values()) {
            if (kind.word().equals(word)) return Optional.of(kind);
        }
        var mend = "name some of transfer, withdrawal, hold";
        pin.wrong("operations", "has " + word, mend);
        return Optional.empty();
    }
}
