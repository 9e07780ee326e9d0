package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.florin.node.job.JobKinds.Priced;
import io.florin.node.job.KindSettings.Backoff;
import io.florin.node.job.KindSettings.Limits;
import io.florin.node.job.KindSettings.Rate;
import io.florin.protocol.account.SystemAccount;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {
    @Test
    void theDefaultsAreWhatTheyAre() {
        var settings = with("");
        assertThat(settings)
                .isEqualTo(
                        new JobSettings(
                                "worker",
                                Map.of("ai", 64, "payment", 32, "notification", 16, "webhook", 128),
                                500,
                                2_000,
                                new JobSettings.Times(
                                        120_000, 250, 3_000, 1_000, 20_000, 5_000, 5_000, 60_000),
                                settings.kinds(),
                                settings.schedules()));
    }

    /** On average: full jitter draws between nothing and twice that. */
    @Test
    void aWebhookIsTriedForAboutThreeDays() {
        var kind = Objects.requireNonNull(with("").kinds().get("webhook.delivery"));
        long millis =
                IntStream.range(0, kind.maxAttempts() - 1)
                        .mapToLong(failures -> kind.backoff().millis(failures, 0.5))
                        .sum();
        assertThat(Duration.ofMillis(millis)).isBetween(Duration.ofHours(66), Duration.ofHours(78));
    }

    @Test
    void aKindSaysWhatIsDifferent() {
        var settings =
                with(
                        """
                        kinds."demo.reading" {
                          queue = ai, timeout-millis = 9000, max-running = 5, max-running-per-key = 2
                          rate { runs = 7, per-millis = 1000 }, backoff.max-millis = 2000
                          ordered = off, priced = required, capture-to = "@sales"
                        }
                        """);
        assertThat(settings.kinds())
                .contains(
                        Map.entry(
                                "demo.reading",
                                new KindSettings(
                                        "ai",
                                        9_000,
                                        5,
                                        new Backoff(1_000, 2_000),
                                        new Limits(5, 2, new Rate(7, 1_000)),
                                        false,
                                        3,
                                        7,
                                        Priced.REQUIRED,
                                        new SystemAccount("@sales"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    batch = 0                                     | batch
                    batch = 1001                                  | batch
                    max-calls = 0                                 | max-calls
                    queues.ai.parallel = 0                        | queues.ai.parallel
                    queues.ai.parallel = 4097                     | queues.ai.parallel
                    republish-millis = 10                         | republish-millis
                    dispatch-millis = 1001                        | dispatch-millis
                    rescue-millis = 0                             | rescue-millis
                    watch-millis = 0                              | watch-millis
                    silence-millis = 1                            | silence-millis
                    grace-millis = 0                              | grace-millis
                    drain-millis = 0                              | drain-millis
                    purge-millis = 0                              | purge-millis
                    kinds { "a" { queue = nowhere } }             | nowhere
                    kinds { a.b { queue = ai } }                  | quotes
                    kinds { a = 1 }                               | kinds."a"
                    kinds { a { queue = ai, timeout-millis = 0 } } | timeout-millis
                    kinds { a { queue = ai, max-attempts = 101 } } | max-attempts
                    kinds { a { queue = ai, max-running = 0 } }   | max-running
                    kinds { a { queue = ai, max-running-per-key = 0 } } | max-running-per-key
                    kinds { a { queue = ai, rate { runs = 0, per-millis = 1 } } } | rate.runs
                    kinds { a { queue = ai, rate { runs = 1, per-millis = 0 } } } | rate.per-millis
                    kinds { a { queue = ai, backoff.first-millis = 0 } } | backoff
                    kinds { a { queue = ai, max-deaths = 0 } }    | max-deaths
                    kinds { a { queue = ai, retention-days = 0 } } | retention-days
                    schedules { s { app = a, kind = b, cron = "* * * * *", payload = "{}" } } | schedules.s
                    schedules { s { app = a, kind = b, cron = "* * * *", payload = "{}" } } | schedules.s
                    """)
    void aBoundThatIsNoneIsRefusedByItsName(String setting, String key) {
        assertThatThrownBy(() -> with(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("florin.jobs")
                .hasMessageContaining(key)
                .hasMessageContaining("orrect the setting");
    }

    @Test
    void everyKindHasAHandlerAndTheOtherWayRound() {
        var handlers = new JobHandlers(Map.of("a", _ -> Outcome.failed("x", "X.")));
        assertThat(handlers.matching(Set.of("a"))).isEqualTo(handlers);
        assertThatThrownBy(() -> handlers.matching(Set.of("a", "b")))
                .hasMessageContaining("nobody does [b]");
        assertThatThrownBy(() -> handlers.matching(Set.of()))
                .hasMessageContaining("the settings lack [a]");
    }

    private static JobSettings with(String more) {
        return JobSettings.from(
                ConfigFactory.parseString("florin.jobs {\n" + more + "\n}")
                        .withFallback(ConfigFactory.load()));
    }
}
