package io.florin.node.notification;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import io.florin.edge.signature.Key;
import io.florin.edge.signature.StandardWebhook;
import io.florin.node.notification.SignedPost.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Who tells people their codes, by app; read from {@value #PATH}. */
public record NotificationSettings(Map<String, Target> targets) {
    public static final String PATH = "florin.notifications";

    private static final Set<String> KEYS = new TreeSet<>(Set.of("url", "secret"));
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");

    public NotificationSettings {
        targets = Map.copyOf(targets);
    }

    Optional<Target> of(String app) {
        return Optional.ofNullable(targets.get(app));
    }

    /** {@code apps} are those that the installation has: another's name is a slip. */
    public static NotificationSettings from(Config root, Set<String> apps) {
        var targets = new HashMap<String, Target>();
        for (var named : root.getObject(PATH).entrySet()) {
            var app = named.getKey();
            var key = PATH + "." + app;
            require(apps.contains(app), key, "is for no app: name one of " + new TreeSet<>(apps));
            require(
                    named.getValue().valueType() == ConfigValueType.OBJECT,
                    key,
                    "is no object: write { url, secret }");
            targets.put(app, target(key, root.getConfig(PATH).getConfig("\"" + app + "\"")));
        }
        return new NotificationSettings(targets);
    }

    private static Target target(String key, Config config) {
        for (var each : config.root().keySet()) {
            require(KEYS.contains(each), key + "." + each, "is unknown: write { url, secret }");
        }
        for (var each : KEYS) {
            require(config.hasPath(each), key + "." + each, "is missing: set it");
        }
        return new Target(
                url(key + ".url", config.getString("url")),
                secret(key + ".secret", config.getString("secret")));
    }

    /** A code leaves the machine under TLS only. */
    private static URI url(String key, String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(key, "is no address: name one that begins with https://");
        }
        var host = url.getHost() == null ? "" : url.getHost();
        require(!host.isEmpty(), key, "names no host: name an address with https://");
        require(url.getRawUserInfo() == null, key, "has a user in it: leave that away");
        boolean safe =
                "https".equals(url.getScheme())
                        || ("http".equals(url.getScheme()) && LOOPBACK.matcher(host).matches());
        require(safe, key, "is not safe: name one with https://, or on the machine itself");
        return url;
    }

    private static Key secret(String key, String text) {
        try {
            return new StandardWebhook().key(text);
        } catch (IllegalArgumentException e) {
            throw wrong(key, "cannot be used: after whsec_ " + e.getMessage());
        }
    }

    private static void require(boolean holds, String key, String what) {
        if (!holds) throw wrong(key, what);
    }

    private static IllegalArgumentException wrong(String key, String what) {
        return new IllegalArgumentException(key + " " + what + ".");
    }
}
