package io.florin.node.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The defaults, and that a wrong value stops the start with a sentence naming its key. */
class LimitSettingsTest {
    private static LimitSettings settings(Map<String, Object> changes) {
        return LimitSettings.from(
                ConfigFactory.parseMap(changes)
                        .atPath(LimitSettings.PATH)
                        .withFallback(ConfigFactory.load()));
    }

    @Test
    void theDefaults() {
        assertThat(settings(Map.of()))
                .isEqualTo(new LimitSettings("edge", 64, 10_000, 10_000, 1_000, 4_000, 60, 16_384));
    }

    @ParameterizedTest
    @CsvSource({
        "role, ''",
        "shards, 0",
        "shards, 1001",
        "max-subjects-per-shard, 0",
        "sweep-every-millis, 9",
        "ask-timeout-millis, 9",
        "max-in-flight, 0",
        "max-ahead, 0",
        "max-ahead, 1001",
        "stocks, 0"
    })
    void aWrongValueIsNamed(String key, String value) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("florin.limit." + key);
    }
}
