package io.florin.edge;

import com.typesafe.config.Config;
import io.florin.edge.app.AppFolder;
import io.florin.edge.caller.App;
import io.florin.edge.caller.Apps;
import io.florin.edge.caller.Credentials;
import io.florin.edge.caller.Secret;
import io.florin.edge.stream.StreamSettings;
import io.florin.edge.user.IdentitySettings;
import io.florin.edge.webhook.WebhookSettings;
import io.florin.protocol.money.Asset;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the edge listens, whom it knows and what its bounds are; read once at start from {@value
 * #PATH}. A wrong value stops the start with a sentence that names its key. Port 0 takes a free
 * one.
 */
public record EdgeSettings(
        String host,
        int port,
        Credentials credentials,
        Apps apps,
        EdgeBounds bounds,
        Perimeter perimeter,
        IdentitySettings identity,
        WebhookSettings webhooks,
        StreamSettings streams) {
    public static final String PATH = "florin.http";

    public EdgeSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    PATH
                            + ".host is empty: set it to the address to listen on, such as"
                            + " 127.0.0.1.");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    PATH + ".port is %d: set it to a port from 0 to 65535.".formatted(port));
        }
        if (2L * streams.beatMillis() > bounds.idleTimeoutMillis()) {
            throw new IllegalArgumentException(
                    "%s.beat-millis is %d: set it to at most half of %s.idle-timeout-millis."
                            .formatted(StreamSettings.PATH, streams.beatMillis(), PATH));
        }
        if (apps.find(Apps.DEFAULT).isEmpty()) {
            throw new IllegalArgumentException(
                    PATH + ".apps has no app named default: add one with its assets.");
        }
    }

    /** Reads {@value #PATH} of a whole configuration, whose defaults are in reference.conf. */
    public static EdgeSettings from(Config root) {
        Config config = root.getConfig(PATH);
        var apps = apps(config);
        return new EdgeSettings(
                config.getString("host"),
                config.getInt("port"),
                credentials(config),
                apps,
                bounds(config),
                Perimeter.from(root),
                IdentitySettings.from(root),
                WebhookSettings.from(root, apps),
                StreamSettings.from(root));
    }

    private static Credentials credentials(Config config) {
        Config services = config.getConfig("service-keys");
        return new Credentials(
                secret(config, "operator-key"), byKey(services, name -> secret(services, name)));
    }

    private static Secret secret(Config config, String key) {
        try {
            return new Secret(config.getString(key));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The key %s under %s: %s".formatted(key, PATH, e.getMessage()), e);
        }
    }

    private static Apps apps(Config config) {
        Config named = config.getConfig("apps");
        var apps = new Apps(byKey(named, name -> app(name, named.getConfig(name))));
        var folder = config.getString("apps-folder");
        return folder.isEmpty() ? apps : apps.with(AppFolder.read(Path.of(folder)));
    }

    private static App app(String name, Config assets) {
        return new App(
                name,
                assets.root().keySet().stream()
                        .collect(Collectors.toMap(Asset::new, assets::getInt)));
    }

    private static <T> Map<String, T> byKey(Config config, Function<String, T> read) {
        return config.root().keySet().stream().collect(Collectors.toMap(key -> key, read));
    }

    private static EdgeBounds bounds(Config config) {
        return new EdgeBounds(
                config.getInt("max-connections"),
                config.getInt("max-in-flight-requests"),
                config.getInt("max-body-bytes"),
                config.getInt("max-bulk-body-bytes"),
                config.getInt("max-bulk-transfers"),
                config.getInt("bulk-parallelism"),
                config.getInt("request-timeout-millis"),
                config.getInt("body-timeout-millis"),
                config.getInt("idle-timeout-millis"),
                config.getInt("stop-timeout-millis"),
                config.getInt("retry-after-seconds"),
                config.getInt("gzip-min-bytes"),
                config.getInt("max-wallets-per-user"));
    }
}
