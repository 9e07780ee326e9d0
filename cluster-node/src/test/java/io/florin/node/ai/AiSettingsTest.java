package io.florin.node.ai;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.florin.node.job.JobSettings;
import io.florin.node.job.KindSettings;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiSettingsTest {
    private static AiSettings with(String own) {
        return AiSettings.from(
                ConfigFactory.parseString(own).withFallback(ConfigFactory.defaultReference()));
    }

    @Test
    void withoutKeysThereAreNoProviders() {
        assertThat(with("").providers()).isEmpty();
    }

    @Test
    void aKeyMakesAProviderAndIsNotShown() {
        var settings = with("florin.providers.openai-fallback.api-key = sk-secret");
        assertThat(settings.providers()).hasSize(1);
        assertThat(settings.providers().toString())
                .isEqualTo("[Provider openai-fallback at https://api.openai.com/v1]");
    }

    @ParameterizedTest
    @CsvSource({
        "ai.reading,       30000,  5, 2000,   60000",
        "ai.transcription, 120000, 3, 60000,  60000",
        "ai.document_text, 120000, 3, 120000, 120000",
        "ai.valuation,     60000,  3, 2000,   60000",
        "ai.intent,        40000,  5, 1000,   10000"
    })
    void kindsHaveTheirTimes(String kind, long timeout, int attempts, long first, long most) {
        var kinds = JobSettings.from(ConfigFactory.defaultReference()).kinds();
        var job = requireNonNull(kinds.get(kind));
        assertThat(job.queue()).isEqualTo("ai");
        assertThat(job.timeoutMillis()).isEqualTo(timeout);
        assertThat(job.maxAttempts()).isEqualTo(attempts);
        assertThat(job.backoff()).isEqualTo(new KindSettings.Backoff(first, most));
    }

    @Test
    void aChatIsAnsweredAfterThirtySeconds() {
        assertThat(with("").kind("ai.intent").allMillis()).isEqualTo(30_000);
    }

    @Test
    void everyKindHasSomebodyWhoDoesIt() {
        var kinds = JobSettings.from(ConfigFactory.defaultReference()).kinds().keySet();
        var kit = ActorTestKit.create();
        try {
            var jobs = AiJobs.of(kit.system(), new MemoryAnswers(), with(""), List.of());
            assertThat(kinds).containsAll(jobs.handlers().keySet());
        } finally {
            kit.shutdownTestKit();
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "florin.ai.kinds.\"ai.reading\".models.openai = gpt-9 | florin.ai.prices: models"
                        + " has no price of gpt-9; correct the setting.",
                "florin.ai.kinds.\"ai.reading\".all-millis = 30000 |"
                        + " florin.ai.kinds.\"ai.reading\".all-millis is less than the kind's"
                        + " timeout-millis in florin.jobs; correct the setting.",
                "florin.ai.kinds.\"ai.intent\".each-millis = 10 | florin.ai.kinds: 500 <="
                        + " each-millis <= all-millis <= 600000; correct the setting.",
                "florin.ai.kind-defaults.max-tokens = 0 | florin.ai.kinds: max-tokens is 1 to"
                        + " 100000; correct the setting.",
                "florin.providers.openai { base-url = here, api-key = k } |"
                        + " florin.providers.openai.base-url is an address; correct the setting."
            },
            delimiter = '|')
    void aWrongSettingIsSaidByItsName(String own, String sentence) {
        assertThatThrownBy(() -> with(own)).hasMessage(sentence);
    }
}
