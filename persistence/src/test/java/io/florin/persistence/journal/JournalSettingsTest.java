package io.florin.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key and default of {@code florin.journal}, and of what Pekko reads beside them. */
class JournalSettingsTest {
    @Test
    void theDefaultsAreThese() {
        assertThat(JournalSettings.from(ConfigFactory.load()))
                .isEqualTo(
                        new JournalSettings(
                                1,
                                20_000,
                                67_108_864,
                                3_000,
                                1_000,
                                4_194_304,
                                50_000,
                                500,
                                500,
                                1_048_576,
                                2_000,
                                20,
                                20_000,
                                500,
                                1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "writers, 3",
        "queue-writes, 0",
        "queue-bytes, 1",
        "queue-wait-millis, 1",
        "batch-events, 0",
        "batch-bytes, 1",
        "heads, 0",
        "slow-write-millis, 0",
        "replay-page-events, 0",
        "replay-page-bytes, 0",
        "reads-waiting, 0",
        "notify-every-millis, 19",
        "lookups-waiting, 0",
        "lookup-batch, 0",
        "lookup-timeout-millis, 1"
    })
    void aWrongValueIsRefusedBySayingItsKey(String key, String value) {
        var config =
                ConfigFactory.parseString("florin.journal." + key + " = " + value)
                        .withFallback(ConfigFactory.load());

        assertThatThrownBy(() -> JournalSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("florin.journal." + key + " ");
    }

    @ParameterizedTest
    @CsvSource({"florin.journal", "florin.snapshots"})
    void serviceResumesWithinSeconds(String plugin) {
        var config = ConfigFactory.load().getConfig(plugin);

        assertThat(config.getDuration("circuit-breaker.reset-timeout"))
                .isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aMessageToReadersNamesFewSlicesOrNone() {
        var few = new BitSet();
        few.set(3);
        few.set(700);
        var many = new BitSet();
        many.set(0, 65);

        assertThat(JournalChannel.slices(JournalChannel.message(few))).containsExactly(3, 700);
        assertThat(JournalChannel.slices(JournalChannel.message(many))).isEqualTo(List.of());
        assertThat(JournalChannel.slices("nonsense")).isEqualTo(List.of());
        assertThat(JournalChannel.slices("1,2,")).isEqualTo(List.of());
    }
}
