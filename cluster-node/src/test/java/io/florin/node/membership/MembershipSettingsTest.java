package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipSettingsTest {
    private static MembershipSettings with(String setting) {
        return MembershipSettings.from(
                ConfigFactory.parseString(setting).withFallback(ConfigFactory.load()));
    }

    @Test
    void theDefaults() {
        assertThat(with(""))
                .isEqualTo(new MembershipSettings(2_000, 10_000, 30_000, 1_000, 60_000));
    }

    @ParameterizedTest
    @CsvSource({
        "refresh-every-millis, 99",
        "stale-after-millis, 5999",
        "stranger-limit-millis, 10000",
        "clock-warning-millis, 0",
        "clock-limit-millis, 1000"
    })
    void aWrongOneIsNamed(String key, long value) {
        var setting = MembershipSettings.PATH + "." + key;
        assertThatThrownBy(() -> with(setting + " = " + value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }
}
