package io.florin.edge.caller;

import io.florin.edge.app.AppRules;
import io.florin.protocol.account.Ids;
import io.florin.protocol.money.Asset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tenant: its name and its assets, each with the number of decimals it is shown with, and the
 * rest of what its file says.
 */
public record App(String name, Map<Asset, Integer> scales, AppRules rules) {
    public static final int MAX_SCALE = 18;

    public App {
        Ids.require("app", name);
        for (int scale : scales.values()) {
            if (scale < 0 || scale > MAX_SCALE) {
                throw new IllegalArgumentException("An asset's scale is 0 to " + MAX_SCALE + ".");
            }
        }
        scales = Collections.unmodifiableMap(new TreeMap<>(scales));
    }

    /** Without limits and fees. */
    public App(String name, Map<Asset, Integer> scales) {
        this(name, scales, AppRules.ofAssets(name, scales));
    }

    public static App of(AppRules rules) {
        return new App(rules.name(), rules.scales(), rules);
    }

    /** The asset of that code, if the app has it; the code may be any text. */
    public Optional<Asset> asset(String code) {
        return scales.keySet().stream().filter(asset -> asset.code().equals(code)).findAny();
    }
}
