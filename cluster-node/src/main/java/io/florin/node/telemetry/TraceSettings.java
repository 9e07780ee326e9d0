package io.florin.node.telemetry;

import com.typesafe.config.Config;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are looked at, and who collects them; read from {@value #PATH}.
 *
 * @param sampleRatio of the traces that begin here, 0 to 1; those of others are sampled as they say
 * @param otlpEndpoint of a collector that takes OTLP over HTTP, without {@code /v1/traces}; null:
 *     nobody collects
 */
public record TraceSettings(double sampleRatio, @Nullable URI otlpEndpoint) {
    public static final String PATH = "florin.traces";

    /** Nobody looks. */
    public static final TraceSettings NONE = new TraceSettings(0, null);

    public TraceSettings {
        require(sampleRatio >= 0 && sampleRatio <= 1, "sample-ratio is 0 to 1");
        require(
                otlpEndpoint == null || isHttp(otlpEndpoint),
                "otlp-endpoint is like http://collector:4318, or empty");
    }

    private static boolean isHttp(URI uri) {
        var scheme = String.valueOf(uri.getScheme());
        return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    }

    private static void require(boolean holds, String rule) {
        if (holds) return;
        throw new IllegalArgumentException(PATH + ": " + rule + "; correct the setting.");
    }

    /** Reads {@value #PATH} of a whole configuration, whose defaults are in reference.conf. */
    public static TraceSettings from(Config root) {
        var config = root.getConfig(PATH);
        var endpoint = config.getString("otlp-endpoint").strip();
        return new TraceSettings(
                config.getDouble("sample-ratio"), endpoint.isEmpty() ? null : uri(endpoint));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PATH + ".otlp-endpoint is no address; correct the setting.", e);
        }
    }
}
