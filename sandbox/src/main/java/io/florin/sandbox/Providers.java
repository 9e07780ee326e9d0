package io.florin.sandbox;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.omise.OmiseSimulator;
import io.florin.sandbox.provider.openai.OpenAiSimulator;
import io.florin.sandbox.provider.stripe.StripeSimulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Simulators of the providers to which a person has given no key of their own, and what a node has
 * to know to use them. With a real key in the configuration a node uses the real provider.
 */
final class Providers implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final DataFolder data;
    private final Surroundings surroundings;
    private final List<URI> edges;
    private final Map<String, URI> addresses = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<ProviderServer> servers = new ArrayList<>();

    private Providers(DataFolder data, List<URI> edges) {
        this.data = data;
        this.edges = edges;
        surroundings = new Surroundings(data.providers(), List.of(), InstantSource.system(), STEP);
    }

    /**
     * @param edges of the nodes: any of them takes a webhook
     */
    static Providers start(DataFolder data, List<URI> edges) {
        return start(data, edges, given());
    }

    static Providers start(DataFolder data, List<URI> edges, Config given) {
        var providers = new Providers(data, edges);
        if (isSimulated(given, "stripe", "secret-key")) providers.startStripe();
        if (isSimulated(given, "omise", "secret-key")) providers.startOmise();
        for (var name : List.of("openai", "openai-fallback")) {
            if (isSimulated(given, name, "api-key")) providers.startOpenAi(name);
        }
        return providers;
    }

    /** What the nodes are given without us: they inherit this process's environment. */
    private static Config given() {
        return ConfigFactory.systemEnvironmentOverrides().withFallback(ConfigFactory.load());
    }

    private static boolean isSimulated(Config given, String provider, String key) {
        var path = key(provider, key);
        return !given.hasPath(path) || given.getString(path).isBlank();
    }

    private static String key(String provider, String name) {
        return "florin.providers.%s.%s".formatted(provider, name);
    }

    private void startStripe() {
        var secretKey = "sk_test_" + kept("stripe.key");
        var webhookSecret = "whsec_" + kept("stripe.webhook");
        run(
                "stripe",
                "api-base",
                StripeSimulator.start(secretKey, webhookSecret, telling("stripe")));
        secrets.put(key("stripe", "secret-key"), secretKey);
        secrets.put(key("stripe", "webhook-secret"), webhookSecret);
    }

    private void startOmise() {
        var secretKey = "skey_test_" + kept("omise.key");
        var webhookSecret = base64(kept("omise.webhook"));
        run("omise", "api-base", OmiseSimulator.start(secretKey, webhookSecret, telling("omise")));
        secrets.put(key("omise", "secret-key"), secretKey);
        secrets.put(key("omise", "webhook-secret"), webhookSecret);
    }

    private void startOpenAi(String name) {
        var apiKey = "sk-sim-" + kept(name + ".key");
        run(name, "base-url", OpenAiSimulator.start(name, apiKey, surroundings));
        settings.computeIfPresent(key(name, "base-url"), (_, address) -> address + "/v1");
        secrets.put(key(name, "api-key"), apiKey);
    }

    private void run(String name, String addressKey, ProviderServer server) {
        servers.add(server);
        addresses.put(name, server.address());
        settings.put(key(name, addressKey), server.address().toString());
    }

    private Surroundings telling(String provider) {
        return surroundings.telling(
                edges.stream().map(edge -> edge.resolve("/webhooks/" + provider)).toList());
    }

    private String kept(String name) {
        return data.providerSecret(name);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** By name; those that are real are not among them. */
    Map<String, URI> addresses() {
        return addresses;
    }

    /** For a node's command line. */
    Map<String, String> settings() {
        return settings;
    }

    /** For a node's environment. */
    Map<String, String> secrets() {
        return secrets;
    }

    @Override
    public void close() {
        servers.forEach(ProviderServer::close);
    }
}
