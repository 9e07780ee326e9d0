package io.florin.edge.browser;

import com.typesafe.config.Config;
import io.florin.edge.limit.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Which pages of other origins may call and read the answers; by default none. Pekko's own
 * directives refuse what they do not know by rejections, which are neither problem+json nor bounded
 * by the edge; here an unknown origin is simply not told that it may, and its browser keeps the
 * answer from it.
 */
public record Cors(
        Set<String> origins,
        List<String> methods,
        List<String> headers,
        int maxAgeSeconds,
        boolean credentials) {
    private static final String ANY = "*";
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final int MAX_AGE_SECONDS = 86_400;

    private static final HttpHeader VARY = RawHeader.create("Vary", "Origin");
    private static final HttpHeader EXPOSED =
            RawHeader.create(
                    "Access-Control-Expose-Headers",
                    String.join(
                            ", ",
                            Budget.LEFT,
                            Budget.POLICY,
                            "Retry-After",
                            "Location",
                            "ETag",
                            "Idempotent-Replayed"));

    public Cors {
        origins = Set.copyOf(origins);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
        for (String origin : origins) {
            if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
                throw wrong("allowed-origins", "has " + origin, "https://host or * alone");
            }
        }
        if (origins.contains(ANY) && (credentials || origins.size() > 1)) {
            throw wrong("allowed-origins", "is *", "it alone and without allow-credentials");
        }
        tokens("allowed-methods", methods);
        tokens("allowed-headers", headers);
        if (maxAgeSeconds < 0 || maxAgeSeconds > MAX_AGE_SECONDS) {
            throw wrong("max-age-seconds", "is " + maxAgeSeconds, "0 to " + MAX_AGE_SECONDS);
        }
    }

    private static void tokens(String key, List<String> words) {
        for (String word : words) {
            if (!TOKEN.matcher(word).matches()) throw wrong(key, "has " + word, "names of them");
        }
    }

    private static IllegalArgumentException wrong(String key, String what, String right) {
        return new IllegalArgumentException(
                "cors.%s %s: set it to %s.".formatted(key, what, right));
    }

    public static Cors from(Config config) {
        return new Cors(
                Set.copyOf(config.getStringList("allowed-origins")),
                config.getStringList("allowed-methods"),
                config.getStringList("allowed-headers"),
                config.getInt("max-age-seconds"),
                config.getBoolean("allow-credentials"));
    }

    /** The answer to a browser that asks whether it may call, if its page may. */
    public Optional<HttpResponse> preflight(HttpRequest request) {
        if (origins.isEmpty() || !request.method().value().equals("OPTIONS")) {
            return Optional.empty();
        }
        boolean asks = request.getHeader("Access-Control-Request-Method").isPresent();
        return asks && allowed(request).isPresent()
                ? Optional.of(HttpResponse.create().withStatus(204).addHeaders(permission()))
                : Optional.empty();
    }

    private List<HttpHeader> permission() {
        return List.of(
                RawHeader.create("Access-Control-Allow-Methods", String.join(", ", methods)),
                RawHeader.create("Access-Control-Allow-Headers", String.join(", ", headers)),
                RawHeader.create("Access-Control-Max-Age", Integer.toString(maxAgeSeconds)));
    }

    /** The answer with what the page that asked needs to read it. */
    public HttpResponse on(HttpRequest request, HttpResponse response) {
        if (origins.isEmpty()) return response;
        var told = new ArrayList<HttpHeader>(4);
        allowed(request)
                .ifPresent(origin -> {
                    told.add(RawHeader.create("Access-Control-Allow-Origin", origin));
                    if (credentials) {
                        told.add(RawHeader.create("Access-Control-Allow-Credentials", "true"));
                    }
                    told.add(EXPOSED);
                });
        if (!origins.contains(ANY)) told.add(VARY);
        return response.addHeaders(told);
    }

    private Optional<String> allowed(HttpRequest request) {
        var origin = request.getHeader("Origin").map(HttpHeader::value);
        return origins.contains(ANY) ? origin.map(_ -> ANY) : origin.filter(origins::contains);
    }
}
