package io.florin.node.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationSettingsTest {
    private static final Set<String> APPS = Set.of("default", "shop.eu");
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZg==";

    private static NotificationSettings read(String text) {
        var config =
                ConfigFactory.parseString("florin.notifications { " + text + " }")
                        .withFallback(ConfigFactory.load());
        return NotificationSettings.from(config, APPS);
    }

    @Test
    void byItselfNoAppHasAReceiver() {
        assertThat(read("").of("default")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mail.example/codes?v=1",
                "http://127.0.0.1:8125/",
                "http://localhost/x",
                "http://[::1]:80/x"
            })
    void aReceiverIsFarAwayUnderTlsOrOnTheMachine(String url) {
        var settings = read("\"shop.eu\" { url = \"%s\", secret = \"%s\" }".formatted(url, SECRET));
        var target = settings.of("shop.eu").orElseThrow();
        assertThat(target.url()).isEqualTo(URI.create(url));
        assertThat(settings.toString()).doesNotContain(SECRET, "MDEyM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    default = 1                                 | default is no object
                    other { url = "https://a.b", secret = "%s" } | other is for no app: name one of
                    default { url = "https://a.b" }             | default.secret is missing
                    default { secret = "%s" }                   | default.url is missing
                    default { url = "https://a.b", x = 1 }      | default.x is unknown
                    default { url = "a b", secret = "%s" }      | default.url is no address
                    default { url = "https:///a", secret = "%s" } | default.url names no host
                    default { url = "mail", secret = "%s" }     | default.url names no host
                    default { url = "https://u:p@a.b", secret = "%s" } | default.url has a user
                    default { url = "http://a.b", secret = "%s" } | default.url is not safe
                    default { url = "http://127.0.0.1.evil.example", secret = "%s" } | is not safe
                    default { url = "ftp://localhost", secret = "%s" } | default.url is not safe
                    default { url = "https://a.b", secret = "whsec_short" } | default.secret cannot
                    default { url = "https://a.b", secret = "whsec_AAAA" } | default.secret cannot
                    """)
    void aWrongSettingIsNamed(String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text.replace("%s", SECRET)))
                .withMessageStartingWith("florin.notifications.")
                .withMessageContaining(sentence);
    }
}
