package io.florin.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key and default of {@code florin.database}, and what a server may not be set to. */
class SettingsTest {
    @Test
    void theDefaultsAreThese() {
        assertThat(DatabaseSettings.from(ConfigFactory.load()))
                .isEqualTo(
                        new DatabaseSettings(
                                "jdbc:postgresql://127.0.0.1:5432/florin",
                                "florin",
                                "",
                                2,
                                8,
                                5_000,
                                1_000,
                                2_000,
                                5_000));
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://example",
        "writer-connections, 0",
        "writer-connections, 9",
        "reader-connections, 0",
        "connect-timeout-millis, 1",
        "borrow-timeout-millis, 1",
        "writer-timeout-millis, 999",
        "reader-timeout-millis, 999999"
    })
    void aWrongValueIsRefusedBySayingItsKey(String key, String value) {
        var config =
                ConfigFactory.parseString("florin.database." + key + " = \"" + value + "\"")
                        .withFallback(ConfigFactory.load());

        assertThatThrownBy(() -> DatabaseSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("florin.database." + key)
                .hasMessageContaining("set it");
    }

    @Test
    void thePasswordIsNotPrinted() {
        var config =
                ConfigFactory.parseString("florin.database.password = geheim")
                        .withFallback(ConfigFactory.load());

        assertThat(DatabaseSettings.from(config).toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "140009, on, on, 0, 15 or newer",
        "180001, off, on, 0, fsync",
        "180001, on, off, 0, synchronous_commit",
        "180001, on, local, 0, synchronous_commit",
        "180001, on, remote_write, 0, synchronous_commit",
        "180001, on, on, 5, max_prepared_transactions"
    })
    void aServerThatCouldBreakAPromiseIsRefused(
            int version, String fsync, String commit, int prepared, String sentence) {
        assertThatThrownBy(() -> new Server(1, version, fsync, commit, prepared).check())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({"150000, on", "180001, remote_apply"})
    void aServerThatKeepsThemIsAccepted(int version, String commit) {
        assertThat(new Server(1, version, "on", commit, 0).check()).isNotNull();
    }
}
