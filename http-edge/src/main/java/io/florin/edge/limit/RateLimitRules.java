package io.florin.edge.limit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.florin.protocol.limit.RateRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The configured rules by name; those with a limit of 0 are off. */
public record RateLimitRules(Map<String, RateLimit> on, Set<String> off) {
    /** The rule of a call that names none. */
    public static final String DEFAULT = "default";

    public RateLimitRules {
        on = Map.copyOf(on);
        off = Set.copyOf(off);
    }

    /**
     * Reads the rules under the path of a whole configuration. Throws {@link
     * IllegalArgumentException} with a sentence that names the key.
     */
    public static RateLimitRules from(Config root, String path) {
        var on = new HashMap<String, RateLimit>();
        var off = new HashSet<String>();
        var rules = root.getConfig(path);
        for (String name : rules.root().keySet()) {
            var limit = named(path + "." + name, () -> limit(name, rules.getConfig(name)));
            limit.ifPresentOrElse(rule -> on.put(name, rule), () -> off.add(name));
        }
        return new RateLimitRules(on, off);
    }

    /** None: it is off. */
    private static Optional<RateLimit> limit(String name, Config config) {
        int limit = within(config, "limit", 0, RateRule.MAX_LIMIT);
        int seconds = within(config, "window-seconds", 1, RateRule.MAX_WINDOW_SECONDS);
        var by = named("by", () -> By.parse(config.getString("by")));
        var silence =
                named(
                        "when-unreachable",
                        () -> Silence.parse(config.getString("when-unreachable")));
        if (limit == 0) return Optional.empty();
        return Optional.of(new RateLimit(new RateRule(name, limit, seconds), by, silence));
    }

    private static int within(Config config, String key, int min, int max) {
        int value = config.getInt(key);
        if (value >= min && value <= max) return value;
        throw new IllegalArgumentException(
                "%s is %d: set it to a whole number from %d to %d."
                        .formatted(key, value, min, max));
    }

    private static <T> T named(String key, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | ConfigException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    public boolean knows(String name) {
        return on.containsKey(name) || off.contains(name);
    }

    /** None if it is off. */
    public Optional<RateLimit> find(String name) {
        return Optional.ofNullable(on.get(name));
    }
}
