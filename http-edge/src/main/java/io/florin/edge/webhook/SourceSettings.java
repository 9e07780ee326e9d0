package io.florin.edge.webhook;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.florin.edge.caller.Apps;
import io.florin.edge.caller.Secret;
import io.florin.edge.signature.Hmac;
import io.florin.edge.signature.Hmac.Algorithm;
import io.florin.edge.signature.Hmac.Encoding;
import io.florin.edge.signature.Key;
import io.florin.edge.signature.PlainHmac;
import io.florin.edge.signature.PlainHmac.Form;
import io.florin.edge.signature.Profile;
import io.florin.edge.signature.Verifier;
import io.florin.protocol.account.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One endpoint's settings, under the path. No sentence of what is wrong has a secret in it. */
record SourceSettings(String path, String name, Config config) {
    private static final Set<String> KEYS =
            Set.of("profile", "secrets", "app", "tolerance-seconds", "verify-token");
    private static final Set<String> HMAC_KEYS =
            Set.of(
                    "header",
                    "prefix",
                    "encoding",
                    "algorithm",
                    "signed",
                    "event",
                    "type",
                    "object");
    private static final int MAX_SECRETS = 8;
    private static final int MAX_HEADER_CHARS = 64;

    Source read(Apps apps, int usualTolerance) {
        if (!Ids.isId(name)) {
            throw wrong("", "is no name for an address: it must match " + Ids.PATTERN + ".");
        }
        String word = text("profile", "");
        var kind =
                Kind.of(word)
                        .orElseThrow(() ->
                                wrong(
                                        ".profile",
                                        "is '%s': set it to one of %s."
                                                .formatted(word, Kind.words())));
        checkKeys(kind);
        var profile = kind.profile().orElseGet(this::profile);
        int tolerance = whole("tolerance-seconds", usualTolerance);
        require(path + ".tolerance-seconds", tolerance, 1, 86_400);
        return new Source(
                name,
                app(apps),
                kind.word(),
                new Verifier(profile, keys(profile), Duration.ofSeconds(tolerance)),
                kind.reading().orElseGet(this::reading),
                handshake());
    }

    private void checkKeys(Kind kind) {
        var known = new TreeSet<>(KEYS);
        if (kind == Kind.HMAC) known.addAll(HMAC_KEYS);
        for (String key : config.root().keySet()) {
            if (!known.contains(key)) {
                throw wrong(
                        "." + key,
                        "is unknown: remove it, or write one of %s."
                                .formatted(String.join(", ", known)));
            }
        }
    }

    private String app(Apps apps) {
        String app = text("app", Apps.DEFAULT);
        if (apps.find(app).isPresent()) return app;
        throw wrong(".app", "is %s, which is no app: name one of florin.http.apps.".formatted(app));
    }

    private List<Key> keys(Profile profile) {
        var secrets = config.hasPath("secrets") ? texts("secrets") : List.<String>of();
        if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw wrong(
                    ".secrets",
                    "has %d of them: list 1 to %d, the one in use and those before."
                            .formatted(secrets.size(), MAX_SECRETS));
        }
        var keys = new ArrayList<Key>();
        for (String secret : secrets) {
            try {
                keys.add(profile.key(secret));
            } catch (IllegalArgumentException e) {
                throw wrong(
                        ".secrets",
                        "has one that is none: %s; copy it from the provider's dashboard."
                                .formatted(e.getMessage()));
            }
        }
        return keys;
    }

    private @Nullable Secret handshake() {
        String token = text("verify-token", "");
        if (token.isEmpty()) return null;
        try {
            return new Secret(token);
        } catch (IllegalArgumentException e) {
            throw wrong(".verify-token", "cannot be one: " + e.getMessage());
        }
    }

    private Profile profile() {
        String header = text("header", "");
        if (!header.matches("[A-Za-z0-9-]{1," + MAX_HEADER_CHARS + "}")) {
            throw wrong(".header", "is '%s': name the signature's header.".formatted(header));
        }
        var hmac =
                new Hmac(
                        word("algorithm", Algorithm.SHA256, Algorithm.values()),
                        word("encoding", Encoding.HEX, Encoding.values()));
        return new PlainHmac(
                header, text("prefix", ""), hmac, word("signed", Form.RAW, Form.values()));
    }

    private Reading reading() {
        return new Reading(path("event"), path("type"), path("object"), JsonPath.NOWHERE, Set.of());
    }

    private JsonPath path(String key) {
        try {
            return JsonPath.parse(text(key, ""));
        } catch (IllegalArgumentException e) {
            throw wrong("." + key, String.valueOf(e.getMessage()));
        }
    }

    private <E extends Enum<E>> E word(String key, E usual, E[] words) {
        String text = text(key, say(usual));
        return Arrays.stream(words)
                .filter(word -> say(word).equals(text))
                .findAny()
                .orElseThrow(() ->
                        wrong(
                                "." + key,
                                "is '%s': set it to one of %s."
                                        .formatted(
                                                text,
                                                String.join(
                                                        ", ",
                                                        Arrays.stream(words)
                                                                .map(SourceSettings::say)
                                                                .toList()))));
    }

    private static String say(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String text(String key, String usual) {
        try {
            return config.hasPath(key) ? config.getString(key) : usual;
        } catch (ConfigException e) {
            throw wrong("." + key, "is no text: write one.");
        }
    }

    private List<String> texts(String key) {
        try {
            return config.getStringList(key);
        } catch (ConfigException e) {
            throw wrong("." + key, "is no list of texts: write [\"…\"].");
        }
    }

    private int whole(String key, int usual) {
        try {
            return config.hasPath(key) ? config.getInt(key) : usual;
        } catch (ConfigException e) {
            throw wrong("." + key, "is no whole number: write one.");
        }
    }

    private IllegalArgumentException wrong(String key, String what) {
        return new IllegalArgumentException("%s%s %s".formatted(path, key, what));
    }

    static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s is %d: set it to a whole number from %d to %d."
                            .formatted(key, value, min, max));
        }
    }

    /** The secrets are not said. */
    @Override
    public String toString() {
        return "SourceSettings of " + name;
    }
}
