package io.florin.node.ai;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.florin.node.ai.price.Prices;
import io.florin.node.ai.provider.Models;
import io.florin.node.job.JobSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How models are asked; read from {@value #PATH}, and the providers from {@value #PROVIDERS}.
 *
 * @param providers with a key, the best first; there may be none
 * @param kinds by name
 * @param failures of a provider in a row until it gets a rest
 * @param resetMillis of such a rest
 */
public record AiSettings(
        List<Provider> providers,
        Map<String, Kind> kinds,
        Prices prices,
        Screen screen,
        int failures,
        long resetMillis) {
    static final String PATH = "florin.ai";
    static final String PROVIDERS = "florin.providers";

    /** Of providers, the best first. */
    static final List<String> NAMES = List.of("openai", "openai-fallback");

    private static final long MAX_MILLIS = 600_000;
    private static final int MAX_TOKENS = 100_000;

    /** Where a provider is, and who we are there. */
    record Provider(String name, String baseUrl, String apiKey) {
        Provider {
            var uri = URI.create(baseUrl);
            require(
                    uri.isAbsolute() && uri.getHost() != null,
                    PROVIDERS + "." + name + ".base-url is an address");
        }

        @Override
        public String toString() {
            return "Provider " + name + " at " + baseUrl;
        }
    }

    /**
     * One kind of job.
     *
     * @param prompt the version in use
     * @param models by provider
     * @param eachMillis for one provider, while there is another behind it
     * @param allMillis for all of them; less than the kind's time in {@code florin.jobs}
     * @param maxTokens of an answer
     */
    record Kind(
            String prompt,
            Map<String, String> models,
            long eachMillis,
            long allMillis,
            int maxTokens) {
        Kind {
            models = Map.copyOf(models);
            require(
                    eachMillis >= 500 && allMillis >= eachMillis && allMillis <= MAX_MILLIS,
                    PATH + ".kinds: 500 <= each-millis <= all-millis <= " + MAX_MILLIS);
            require(
                    maxTokens >= 1 && maxTokens <= MAX_TOKENS,
                    PATH + ".kinds: max-tokens is 1 to " + MAX_TOKENS);
        }

        Models.Patience patience() {
            return new Models.Patience(Duration.ofMillis(eachMillis), Duration.ofMillis(allMillis));
        }

        String modelOf(String provider) {
            var model = models.get(provider);
            if (model == null) throw new IllegalStateException("No model of " + provider + ".");
            return model;
        }
    }

    public AiSettings {
        providers = List.copyOf(providers);
        kinds = Map.copyOf(kinds);
        for (var kind : kinds.values()) kind.models().values().forEach(prices::require);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) throw new IllegalArgumentException(rule + "; correct the setting.");
    }

    Kind kind(String name) {
        var kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(
                    PATH + ".kinds lacks \"" + name + "\"; correct the setting.");
        }
        return kind;
    }

    /** By kind, of one provider. */
    Map<String, String> models(String provider) {
        var models = new TreeMap<String, String>();
        kinds.forEach((name, kind) -> models.put(name, kind.modelOf(provider)));
        return models;
    }

    public static AiSettings from(Config root) {
        var config = root.getConfig(PATH);
        var kinds = new TreeMap<String, Kind>();
        var named = config.getConfig("kinds");
        for (var name : named.root().keySet()) {
            var kind = named.getConfig(ConfigUtil.quoteString(name));
            kinds.put(name, kind(kind.withFallback(config.getConfig("kind-defaults"))));
        }
        JobSettings.from(root)
                .kinds()
                .forEach((name, job) -> {
                    var kind = kinds.get(name);
                    require(
                            kind == null || kind.allMillis() < job.timeoutMillis(),
                            ("%s.kinds.\"%s\".all-millis is less than the kind's"
                                            + " timeout-millis in %s")
                                    .formatted(PATH, name, JobSettings.PATH));
                });
        return new AiSettings(
                providers(root.getConfig(PROVIDERS)),
                kinds,
                Prices.from(root),
                Screen.from(root),
                config.getInt("circuit.failures"),
                config.getLong("circuit.reset-millis"));
    }

    /** A provider without a key is none. */
    private static List<Provider> providers(Config config) {
        var providers = new ArrayList<Provider>();
        for (var name : NAMES) {
            var key = config.getString(name + ".api-key").strip();
            if (key.isEmpty()) continue;
            providers.add(new Provider(name, config.getString(name + ".base-url"), key));
        }
        return providers;
    }

    private static Kind kind(Config config) {
        var models = new TreeMap<String, String>();
        for (var provider : NAMES) models.put(provider, config.getString("models." + provider));
        return new Kind(
                config.getString("prompt"),
                models,
                config.getLong("each-millis"),
                config.getLong("all-millis"),
                config.getInt("max-tokens"));
    }
}
