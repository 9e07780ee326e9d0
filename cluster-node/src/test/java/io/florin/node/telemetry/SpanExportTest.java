package io.florin.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import io.florin.protocol.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collector gets the very ids that stand in the log. */
class SpanExportTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PART = "00f067aa0ba902b7";
    private static final String PARENT = "b7ad6b7169203331";
    private static final Trace SAMPLED = new Trace(ID, PART, "01");

    /** One request, as bytes in hexadecimal digits. */
    private record Told(String path, String hex) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
        collector.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var body = exchange.getRequestBody().readAllBytes();
                        var hex = HexFormat.of().formatHex(body);
                        told.add(new Told(exchange.getRequestURI().getPath(), hex));
                        exchange.sendResponseHeaders(200, -1);
                    }
                });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    private Spans spans() {
        var endpoint = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        return Spans.start(new TraceSettings(0, endpoint), ConfigFactory.load());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsOverIsToldWithTheIdsOfTheLog() {
        try (var spans = spans()) {
            var tags = Map.of("http.route", "/v1/transfers");
            spans.add(new Span(Span.Name.HTTP_REQUEST, SAMPLED, PARENT, 1_000_000, tags));
        }
        assertThat(told).extracting(Told::path).containsExactly("/v1/traces");
        assertThat(told.getFirst().hex())
                .contains(ID, PART, PARENT, hex("http request"), hex("/v1/transfers"));
    }

    @Test
    void aTraceThatBeginsHereHasNoParent() {
        try (var spans = spans()) {
            spans.add(new Span(Span.Name.JOB_RUN, SAMPLED, null, 1_000, Map.of()));
        }
        assertThat(told.getFirst().hex()).contains(ID, PART, hex("job run")).doesNotContain(PARENT);
    }

    @Test
    void onlySampledTracesAreTakenAndNoneIfNobodyCollects() {
        try (var spans = spans()) {
            assertThat(spans.take(SAMPLED)).isTrue();
            assertThat(spans.take(new Trace(ID, PART, "00"))).isFalse();
            assertThat(spans.take(null)).isFalse();
        }
        var none = Spans.start(TraceSettings.NONE, ConfigFactory.load());
        assertThat(none.take(SAMPLED)).isFalse();
    }

    /** A collector that is not there costs nobody anything, and no more than a bounded queue. */
    @Test
    void whatIsTooMuchIsDropped() {
        collector.stop(0);
        try (var spans = spans()) {
            for (int i = 0; i < 50_000; i++) {
                spans.add(new Span(Span.Name.WALLET_COMMAND, SAMPLED, PARENT, 1, Map.of()));
            }
        }
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "florin.traces.sample-ratio = 1.1",
                "florin.traces.sample-ratio = -0.1",
                "florin.traces.otlp-endpoint = \"ftp://x\"",
                "florin.traces.otlp-endpoint = \"collector:4318\"",
                "florin.traces.otlp-endpoint = \"http://a b\""
            })
    void aWrongSettingIsNamed(String setting) {
        var config = ConfigFactory.parseString(setting).withFallback(ConfigFactory.load());
        assertThatThrownBy(() -> TraceSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("florin.traces")
                .hasMessageEndingWith("correct the setting.");
    }

    @Test
    void byDefaultNobodyLooks() {
        assertThat(TraceSettings.from(ConfigFactory.load())).isEqualTo(TraceSettings.NONE);
    }
}
