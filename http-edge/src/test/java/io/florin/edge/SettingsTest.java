package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.edge.caller.App;
import io.florin.edge.caller.Apps;
import io.florin.protocol.money.Asset;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key and default, and that a wrong value stops the start with a sentence naming it. */
class SettingsTest {
    @Test
    void theKeysAndTheirDefaults() {
        var settings = TestEdge.settings(Map.of("port", 8080));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.bounds())
                .isEqualTo(
                        new EdgeBounds(
                                10_000, 2_048, 65_536, 2_097_152, 1_000, 64, 10_000, 10_000, 60_000,
                                10_000, 1, 4_096, 100));
        assertThat(settings.apps())
                .isEqualTo(
                        Apps.of(
                                new App(
                                        "default",
                                        Map.of(
                                                new Asset("USD"), 2,
                                                new Asset("THB"), 2,
                                                new Asset("STAR"), 0,
                                                new Asset("COIN"), 0))));
        assertThat(new TreeSet<>(TestEdge.config(Map.of()).getObject(EdgeSettings.PATH).keySet()))
                .containsExactly(
                        "apps",
                        "apps-folder",
                        "body-timeout-millis",
                        "bulk-parallelism",
                        "cors",
                        "gzip-min-bytes",
                        "host",
                        "https-only-seconds",
                        "idle-timeout-millis",
                        "max-body-bytes",
                        "max-bulk-body-bytes",
                        "max-bulk-transfers",
                        "max-connections",
                        "max-in-flight-requests",
                        "max-wallets-per-user",
                        "operator-key",
                        "port",
                        "rate-limits",
                        "request-timeout-millis",
                        "retry-after-seconds",
                        "service-keys",
                        "stop-timeout-millis",
                        "streams",
                        "trusted-proxies");
    }

    @ParameterizedTest
    @CsvSource({
        "host, ''",
        "apps-folder, /nowhere",
        "port, 65536",
        "operator-key, short",
        "operator-key, 'with space in the key'",
        "service-keys.bridge, short",
        "max-connections, 0",
        "max-in-flight-requests, 0",
        "max-body-bytes, 1023",
        "max-bulk-body-bytes, 65535",
        "max-bulk-transfers, 1001",
        "bulk-parallelism, 0",
        "request-timeout-millis, 9",
        "body-timeout-millis, 9",
        "idle-timeout-millis, 19999",
        "stop-timeout-millis, -1",
        "retry-after-seconds, 0",
        "gzip-min-bytes, -1",
        "rate-limits.login.limit, -1",
        "rate-limits.login.limit, 1000001",
        "rate-limits.login.window-seconds, 0",
        "rate-limits.login.by, shoe-size",
        "rate-limits.login.when-unreachable, maybe",
        "rate-limits.default.limit, many",
        "streams.max, -1",
        "streams.max-per-caller, -1",
        "streams.beat-millis, 9",
        "streams.beat-millis, 30001",
        "streams.slow-millis, 9",
        "streams.life-millis, 9",
        "cors.max-age-seconds, -1",
        "https-only-seconds, -1"
    })
    void aWrongValueIsNamed(String key, String value) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        assertThatThrownBy(() -> TestEdge.settings(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(EdgeSettings.PATH)
                .hasMessageContaining(last);
    }

    /** Beside the built-in one, which a file of its name would replace. */
    @Test
    void eachFileOfTheFolderIsAnApp() {
        var apps = TestEdge.settings(Map.of("apps-folder", "src/test/resources/apps")).apps();
        assertThat(apps.byName()).containsOnlyKeys("default", "miimii");
        assertThat(apps.find("miimii").map(app -> app.rules().schedule()))
                .contains("miimii-2026-11");
    }

    @Test
    void keysAreNeverPrinted() {
        assertThat(TestEdge.settings(Map.of()).toString())
                .doesNotContain(TestEdge.OPERATOR_KEY, TestEdge.SERVICE_KEY)
                .contains("****");
    }
}
