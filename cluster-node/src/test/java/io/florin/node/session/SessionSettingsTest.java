package io.florin.node.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSettingsTest {
    @Test
    void theDefaultsAreWhatTheyAre() {
        assertThat(SessionSettings.from(ConfigFactory.load()))
                .isEqualTo(
                        new SessionSettings(
                                "session",
                                32,
                                100_000,
                                60,
                                1_000,
                                200,
                                200,
                                5_000,
                                20_000,
                                new SessionSettings.Cleaning(24, 60_000, 500)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shards",
                "max-live",
                "idle-seconds",
                "max-undecided",
                "max-batch",
                "snapshot-every-events",
                "ask-timeout-millis",
                "max-in-flight",
                "retention-hours",
                "sweep-every-millis",
                "sweep-sessions"
            })
    void aBoundThatIsNoneIsRefusedByItsName(String key) {
        var config =
                ConfigFactory.parseString("florin.session." + key + " = 0")
                        .withFallback(ConfigFactory.load());
        assertThatThrownBy(() -> SessionSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("florin.session")
                .hasMessageContaining(key)
                .hasMessageContaining("correct the setting");
    }
}
