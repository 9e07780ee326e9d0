package io.florin.node.ai.price;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.florin.node.ai.provider.Usage;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of what models cost. It is stored with every cost, so a new table gets a new version.
 *
 * @param models by name
 */
public record Prices(String version, Map<String, Price> models) {
    public static final String PATH = "florin.ai.prices";

    private static final long MAX_PRICE = 1_000_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MILLION = 1_000_000;
    private static final long MILLIS_PER_MINUTE = 60_000;

    /**
     * As price lists have it, in micro US dollars.
     *
     * @param input a million tokens
     * @param cachedInput a million tokens of the input that the provider had seen before
     * @param audioInput a million tokens of the input that were sound
     * @param output a million tokens, those of reasoning too
     * @param minute of a recording
     */
    public record Price(long input, long cachedInput, long audioInput, long output, long minute) {
        public Price {
            for (long price : new long[] {input, cachedInput, audioInput, output, minute}) {
                if (price < 0 || price > MAX_PRICE) throw wrong("a price is 0 to " + MAX_PRICE);
            }
        }
    }

    public Prices {
        models = Map.copyOf(models);
        if (!version.matches("[A-Za-z0-9._-]{1,32}")) throw wrong("version is a short name");
    }

    private static IllegalArgumentException wrong(String rule) {
        return new IllegalArgumentException(PATH + ": " + rule + "; correct the setting.");
    }

    /**
     * In 10⁻⁹ US dollars, rounded up once, at the end.
     *
     * @throws IllegalArgumentException if the model is not in the table
     * @throws ArithmeticException if the usage is beyond anything that can be billed
     */
    public long nanoUsd(String model, Usage usage) {
        var price = of(model);
        return switch (usage) {
            case Usage.Tokens tokens -> {
                long plain = tokens.input() - tokens.cached() - tokens.audio();
                long sum = Math.multiplyExact(plain, price.input());
                sum = Math.addExact(sum, Math.multiplyExact(tokens.cached(), price.cachedInput()));
                sum = Math.addExact(sum, Math.multiplyExact(tokens.audio(), price.audioInput()));
                sum = Math.addExact(sum, Math.multiplyExact(tokens.output(), price.output()));
                yield Math.ceilDiv(Math.multiplyExact(sum, NANOS_PER_MICRO), MILLION);
            }
            case Usage.Time(var millis) -> {
                long sum = Math.multiplyExact(millis, price.minute());
                yield Math.ceilDiv(Math.multiplyExact(sum, NANOS_PER_MICRO), MILLIS_PER_MINUTE);
            }
        };
    }

    private Price of(String model) {
        var price = models.get(model);
        if (price == null) throw wrong("models has no price of " + model);
        return price;
    }

    /** Of a model that is in use there is a price. */
    public void require(String model) {
        of(model);
    }

    public static Prices from(Config root) {
        var config = root.getConfig(PATH);
        var models = new TreeMap<String, Price>();
        var named = config.getConfig("models");
        for (var name : named.root().keySet()) {
            models.put(name, price(named.getConfig(ConfigUtil.quoteString(name))));
        }
        return new Prices(config.getString("version"), models);
    }

    private static Price price(Config config) {
        long input = orElse(config, "input", 0);
        return new Price(
                input,
                orElse(config, "cached-input", input),
                orElse(config, "audio-input", input),
                orElse(config, "output", 0),
                orElse(config, "minute", 0));
    }

    private static long orElse(Config config, String key, long otherwise) {
        return config.hasPath(key) ? config.getLong(key) : otherwise;
    }
}
