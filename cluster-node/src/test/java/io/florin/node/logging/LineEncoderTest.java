package io.florin.node.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines for people and for machines, of a logger context of the test's own. */
class LineEncoderTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoggerContext context = new LoggerContext();
    private final LineEncoder encoder = new LineEncoder();

    @BeforeEach
    void start() {
        encoder.setContext(context);
        encoder.setPattern("%-5level %logger{24} %msg%n");
        encoder.start();
    }

    private String line(String message, @Nullable Throwable thrown, Object... arguments) {
        var event =
                new LoggingEvent(
                        "x",
                        context.getLogger("io.florin.T"),
                        Level.WARN,
                        message,
                        thrown,
                        arguments);
        event.setInstant(AT);
        event.setThreadName("main");
        event.setMDCPropertyMap(Map.of("traceId", "4bf9", "requestId", "00f0"));
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void aLineForPeopleIsAsThePatternSays() {
        assertThat(line("sold {} for {}", null, 2, "password=abc"))
                .isEqualTo("WARN  io.florin.T sold 2 for password=***\n");
    }

    @Test
    void aLineForMachinesIsOneObjectWithTheIds() {
        encoder.setFormat("json");
        context.putProperty("node", "127.0.0.1:17355");
        assertThat(line("said \"{}\"\nand {}", null, "hello", "sk_live_abcdef"))
                .isEqualTo(
                        "{\"time\":\"2026-03-04T05:06:07.123456Z\",\"level\":\"WARN\","
                                + "\"logger\":\"io.florin.T\",\"thread\":\"main\","
                                + "\"node\":\"127.0.0.1:17355\",\"requestId\":\"00f0\","
                                + "\"traceId\":\"4bf9\","
                                + "\"message\":\"said \\\"hello\\\"\\nand sk_live_***\"}\n");
    }

    @Test
    void whatIsThrownIsMaskedToo() throws IOException {
        encoder.setFormat("json");
        var thrown = new IllegalStateException("refused", new IOException("X-Api-Key: abc"));
        var line = line("failed", thrown);
        assertThat(line.lines()).hasSize(1);
        assertThat(JSON.readTree(line).path("exception").asText())
                .startsWith("java.lang.IllegalStateException: refused")
                .contains("Caused by: java.io.IOException: X-Api-Key: ***")
                .contains("LineEncoderTest");
    }

    @Test
    void noLineIsEndless() throws IOException {
        encoder.setFormat("json");
        var line = line("x".repeat(100_000), new IllegalStateException("y".repeat(100_000)));
        assertThat(JSON.readTree(line).path("message").asText()).hasSize(16_384 + 1).endsWith("…");
        assertThat(JSON.readTree(line).path("exception").asText()).hasSize(32_768 + 1);
    }

    @Test
    void theSettingsSayWhichAndRefuseAThird() {
        assertThat(settings("json")).isEqualTo(new LogSettings(LogFormat.JSON));
        assertThat(settings("TEXT")).isEqualTo(new LogSettings(LogFormat.TEXT));
        assertThatThrownBy(() -> settings("xml"))
                .hasMessage("florin.log.format is 'xml': set it to text or json.");
    }

    private static LogSettings settings(String format) {
        return LogSettings.from(ConfigFactory.parseString("florin.log.format = " + format));
    }
}
