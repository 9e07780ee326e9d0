package io.florin.node.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
    @Test
    void theDefaults() {
        assertThat(WebhookSettings.from(ConfigFactory.load()))
                .isEqualTo(new WebhookSettings("wallet", 32, 90, 3_600_000, 1_000, 500));
    }

    /** Whoever forgets events while their provider may still repeat them would work twice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-calls = 0",
                "retention-days = 30",
                "purge-every-millis = 0",
                "purge-batch = 0",
                "purge-batches = 0"
            })
    void aWrongSettingIsNamed(String setting) {
        var config =
                ConfigFactory.parseString("florin.webhooks.store { " + setting + " }")
                        .withFallback(ConfigFactory.load());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSettings.from(config))
                .withMessageContaining(
                        "florin.webhooks.store." + setting.replace(" = ", " is ") + ": set it");
    }
}
