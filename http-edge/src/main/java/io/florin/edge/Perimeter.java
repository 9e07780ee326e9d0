package io.florin.edge;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.florin.edge.browser.Cors;
import io.florin.edge.browser.Precautions;
import io.florin.edge.caller.Network;
import io.florin.edge.caller.TrustedProxies;
import io.florin.edge.limit.RateLimitRules;
import java.util.function.Supplier;

/**
 * How the edge meets strangers: how often they may call, whose word on their address is taken,
 * which pages may read answers and what browsers are told.
 */
public record Perimeter(
        RateLimitRules limits, TrustedProxies proxies, Cors cors, Precautions precautions) {
    static final String RATE_LIMITS = EdgeSettings.PATH + ".rate-limits";

    static Perimeter from(Config root) {
        var config = root.getConfig(EdgeSettings.PATH);
        return new Perimeter(
                RateLimitRules.from(root, RATE_LIMITS),
                named(() -> proxies(config)),
                named(() -> Cors.from(config.getConfig("cors"))),
                named(() -> new Precautions(config.getInt("https-only-seconds"))));
    }

    private static TrustedProxies proxies(Config config) {
        return new TrustedProxies(
                config.getStringList("trusted-proxies").stream().map(Perimeter::network).toList());
    }

    private static Network network(String text) {
        try {
            return Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "trusted-proxies has %s: set it to addresses such as 10.0.0.1 or 10.0.0.0/8."
                            .formatted(text),
                    e);
        }
    }

    private static <T> T named(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | ConfigException e) {
            throw new IllegalArgumentException(EdgeSettings.PATH + "." + e.getMessage(), e);
        }
    }
}
