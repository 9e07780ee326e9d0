package io.florin.edge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import io.florin.edge.caller.App;
import io.florin.edge.caller.Apps;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsTest {
    private static final Apps APPS =
            Apps.of(new App("default", Map.of()), new App("miimii", Map.of()));

    private static WebhookSettings with(String settings) {
        return WebhookSettings.from(
                ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()), APPS);
    }

    @Test
    void nobodyMaySendUntilSomebodySaysSo() {
        var settings = with("");
        assertThat(settings.maxBodyBytes()).isEqualTo(262_144);
        assertThat(settings.sources()).isEmpty();
        assertThat(with("florin.providers.stripe.webhook-secret = \"\"").sources()).isEmpty();
    }

    @Test
    void aProvidersOwnSecretIsEnough() {
        var sources =
                with("""
                florin.providers.stripe.webhook-secret = "whsec_of-tests-of-settings"
                florin.providers.omise.webhook-secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                """)
                        .sources();
        assertThat(sources).containsOnlyKeys("stripe", "omise");
        assertThat(source(sources, "stripe").app()).isEqualTo("default");
        assertThat(source(sources, "omise").profile()).isEqualTo("omise");
    }

    private static Source source(Map<String, Source> sources, String name) {
        return Objects.requireNonNull(sources.get(name), name);
    }

    @Test
    void anEndpointOfTheNameComesFirst() {
        var sources =
                with("""
                florin.providers.stripe.webhook-secret = "whsec_of-tests-of-settings"
                florin.webhooks.endpoints.stripe {
                  profile = stripe, secrets = ["whsec_one-of-tests", "whsec_two-of-tests"]
                  app = miimii, tolerance-seconds = 60
                }
                """)
                        .sources();
        var source = source(sources, "stripe");
        assertThat(source.app()).isEqualTo("miimii");
        assertThat(source.verifier().keys()).hasSize(2);
        assertThat(source.verifier().tolerance()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anyHmacCanBeDescribed() {
        var sources =
                with("""
                florin.webhooks.endpoints.wix {
                  profile = hmac, secrets = ["secret-of-tests-of-wix"]
                  header = X-Wix-Signature, prefix = "sha512=", algorithm = sha512
                  encoding = base64, signed = key-sorted-json
                  event = /id, type = /kind, object = "/items/*/id"
                }
                """)
                        .sources();
        var source = source(sources, "wix");
        assertThat(source.verifier().profile().toString())
                .contains("X-Wix-Signature", "sha512=", "SHA512", "BASE64", "KEY_SORTED_JSON");
        assertThat(source.reading().object()).isEqualTo(JsonPath.parse("/items/*/id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-body-bytes = 1023 | florin.webhooks.max-body-bytes is 1023: set it to",
                "tolerance-seconds = 0 | florin.webhooks.tolerance-seconds is 0: set it to",
                "endpoints.a = 7 | florin.webhooks.endpoints.a is no object: write",
                "endpoints.\"a b\" {} | endpoints.a b is no name for an address",
                "endpoints.a {} | endpoints.a.profile is '': set it to one of stripe, omise",
                "endpoints.a { profile = striep } | endpoints.a.profile is 'striep': set it to",
                "endpoints.a { profile = stripe } | endpoints.a.secrets has 0 of them: list 1 to 8",
                "endpoints.a { profile = stripe, secrets = 7 } | endpoints.a.secrets is no list",
                "endpoints.a { profile = stripe, secrets = [short] } | .secrets has one that is"
                        + " none: it has 16 to 512 bytes; copy it",
                "endpoints.a { profile = omise, secrets = [\"---not-base64-at-all---\"] }"
                        + " | .secrets has one that is none: it is base64",
                "endpoints.a { profile = stripe, secrets = [\"whsec_of-tests-1\"], app = x }"
                        + " | endpoints.a.app is x, which is no app: name one",
                "endpoints.a { profile = stripe, secrets = [\"whsec_of-tests-1\"], header = x }"
                        + " | endpoints.a.header is unknown: remove it",
                "endpoints.a { profile = line, secrets = [\"whsec_of-tests-1\"],"
                        + " tolerance-seconds = 86401 } | a.tolerance-seconds is 86401: set it to",
                "endpoints.a { profile = whatsapp, secrets = [\"whsec_of-tests-1\"],"
                        + " verify-token = short } | a.verify-token cannot be one",
                "endpoints.a { profile = hmac, secrets = [\"whsec_of-tests-1\"] }"
                        + " | endpoints.a.header is '': name the signature's header",
                "endpoints.a { profile = hmac, secrets = [\"whsec_of-tests-1\"], header = x,"
                    + " encoding = octal } | a.encoding is 'octal': set it to one of hex, base64",
                "endpoints.a { profile = hmac, secrets = [\"whsec_of-tests-1\"], header = x,"
                        + " event = id } | a.event is id: write it as /data/object/id",
            })
    void aWrongSettingIsNamedAndMended(String setting, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("florin.webhooks { " + setting + " }"))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("not-base64", "whsec_"));
    }

    @Test
    void noSecretIsPrinted() {
        var sources =
                with("""
                florin.providers.stripe.webhook-secret = "whsec_of-tests-of-settings"
                florin.webhooks.endpoints.wa {
                  profile = whatsapp, secrets = ["secret-of-tests-1"]
                  verify-token = "token-of-tests-123"
                }
                """)
                        .toString();
        assertThat(sources).contains("****").doesNotContain("of-tests");
    }
}
