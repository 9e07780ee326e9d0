package io.florin.edge.webhook;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.florin.edge.caller.Apps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which providers may send to us; read once at start from {@value #PATH}. A provider whose own
 * settings have a webhook secret has an endpoint without being named there.
 *
 * @param maxBodyBytes of any message
 * @param sources by the last part of their addresses
 */
public record WebhookSettings(int maxBodyBytes, Map<String, Source> sources) {
    public static final String PATH = "florin.webhooks";
    private static final String ENDPOINTS = PATH + ".endpoints";
    private static final String PROVIDERS = "florin.providers";

    /** The providers whose settings may have a secret; the name is the profile, too. */
    private static final List<Kind> OF_THEIR_OWN = List.of(Kind.STRIPE, Kind.OMISE);

    private static final int MAX_SOURCES = 1_000;

    public WebhookSettings {
        SourceSettings.require(PATH + ".max-body-bytes", maxBodyBytes, 1_024, 4_194_304);
        SourceSettings.require(ENDPOINTS, sources.size(), 0, MAX_SOURCES);
        sources = Map.copyOf(sources);
    }

    /** Throws {@link IllegalArgumentException} with a sentence that names the key and the mend. */
    public static WebhookSettings from(Config root, Apps apps) {
        Config config = root.getConfig(PATH);
        int tolerance = config.getInt("tolerance-seconds");
        SourceSettings.require(PATH + ".tolerance-seconds", tolerance, 1, 86_400);
        var sources = new TreeMap<String, Source>();
        var endpoints = config.getObject("endpoints");
        for (String name : endpoints.keySet()) {
            String path = ENDPOINTS + "." + name;
            if (!(endpoints.get(name) instanceof ConfigObject object)) {
                throw new IllegalArgumentException(path + " is no object: write { profile = … }.");
            }
            var settings = new SourceSettings(path, name, object.toConfig());
            sources.put(name, settings.read(apps, tolerance));
        }
        for (var kind : OF_THEIR_OWN) {
            ofItsOwn(root, kind, apps, tolerance)
                    .ifPresent(source -> sources.putIfAbsent(kind.word(), source));
        }
        return new WebhookSettings(config.getInt("max-body-bytes"), sources);
    }

    private static Optional<Source> ofItsOwn(Config root, Kind kind, Apps apps, int tolerance) {
        String key = "%s.%s.webhook-secret".formatted(PROVIDERS, kind.word());
        if (!root.hasPath(key) || root.getString(key).isEmpty()) return Optional.empty();
        var endpoint =
                ConfigFactory.parseMap(
                        Map.of("profile", kind.word(), "secrets", List.of(root.getString(key))));
        return Optional.of(new SourceSettings(key, kind.word(), endpoint).read(apps, tolerance));
    }

    Optional<Source> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }
}
