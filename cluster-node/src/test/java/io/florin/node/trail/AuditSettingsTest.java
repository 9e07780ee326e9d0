package io.florin.node.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditSettingsTest {
    private static final Instant NOW = Instant.parse("2026-12-31T00:00:00Z");

    @Test
    void aKindHasItsOwnTimeAndTheOthersTheDefault() {
        var settings = AuditSettings.from(ConfigFactory.load());
        assertThat(settings.keptFrom("session.begun", NOW))
                .isEqualTo(Instant.parse("2026-10-02T00:00:00Z"));
        assertThat(settings.keptFrom("user.blocked", NOW))
                .isEqualTo(Instant.parse("2025-12-31T00:00:00Z"));
    }

    @Test
    void anotherKindIsAddedByItsName() {
        var settings = with("retention-days.\"session.ended\" = 30");
        assertThat(settings.retentionDays())
                .containsEntry("session.ended", 30)
                .containsEntry("session.begun", 90)
                .containsEntry("default", 365);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retention-days.default = 1           | retention-days.\"default\" is 1",
                "retention-days.\"a.b\" = 36501       | retention-days.\"a.b\" is 36501",
                "retention-days.a.b = 30              | put the kind in quotes",
                "retention-days = null, retention-days { a = 3 } | retention-days.default is"
                        + " missing",
                "purge-every-millis = 0               | purge-every-millis",
                "purge-batch = 0                      | .purge-batch",
                "purge-batches = 0                    | .purge-batches",
            })
    void aWrongSettingIsNamed(String setting, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(setting))
                .withMessageContaining("florin.audit")
                .withMessageContaining(sentence);
    }

    private static AuditSettings with(String setting) {
        return AuditSettings.from(
                ConfigFactory.parseString("florin.audit { " + setting + " }")
                        .withFallback(ConfigFactory.load()));
    }
}
