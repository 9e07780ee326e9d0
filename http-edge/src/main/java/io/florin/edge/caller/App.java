package io.florin.edge.caller;

import io.florin.protocol.account.Ids;
import io.florin.protocol.money.Asset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A tenant: its name and its assets, each with the number of decimals it is shown with. */
public record App(String name, Map<Asset, Integer> scales) {
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

    /** The asset of that code, if the app has it; the code may be any text. */
    public Optional<Asset> asset(String code) {
        return scales.keySet().stream().filter(asset -> asset.code().equals(code)).findAny();
    }
}
