package io.florin.edge;

import static io.florin.edge.WebhookEdge.SECRET;
import static io.florin.edge.WebhookEdge.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.webhook.RawBytes;
import io.florin.protocol.webhook.WebhookEvent.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is genuine is stored before it is answered; what is not is refused, and stored nowhere. */
class WebhookTest {
    private static final String OTHER_SECRET = "b3RoZXItc2VjcmV0LW9mLXRlc3RzLTEyMzQ=";
    private static final String BODY =
            "{ \"id\":\"evt_1\",\"type\":\"charge.succeeded\",\"data\":{\"object\":{\"id\":\"ch_1\"}}}";

    private final WebhookEdge webhooks = new WebhookEdge();

    @Test
    void aGenuineMessageIsStoredAsItCame() {
        var reply = webhooks.send("stripe", BODY);
        var event = webhooks.edge.webhooks.stored.getFirst();
        assertThat(reply.line())
                .isEqualTo("200 {\"state\":\"stored\",\"id\":\"%s\"}".formatted(event.id()));
        assertThat(event.app()).isEqualTo("default");
        assertThat(event.provider()).isEqualTo("stripe");
        assertThat(event.profile()).isEqualTo("stripe");
        assertThat(event.receivedAt()).isEqualTo(TestEdge.NOW);
        assertThat(event.body()).isEqualTo(new RawBytes(WebhookEdge.bytes(BODY)));
        assertThat(event.headers()).containsOnlyKeys("stripe-signature");
        assertThat(event.subject())
                .isEqualTo(new Subject("evt_1", "charge.succeeded", "ch_1", "charge.succeeded"));
    }

    /** Delivered again, it has a new time and signature; the provider must not be told no. */
    @Test
    void aRepeatIsAsGoodAsTheFirst() {
        webhooks.send("stripe", BODY);
        var headers = webhooks.signed("stripe", BODY, Duration.ofMinutes(1), SECRET);
        assertThat(webhooks.send("stripe", BODY, headers).line())
                .isEqualTo("200 {\"state\":\"repeat\"}");
        assertThat(webhooks.edge.webhooks.stored).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "omise", "openai", "line", "miimii"})
    void everyProviderIsHeard(String provider) {
        assertThat(webhooks.send(provider, BODY).status()).isEqualTo(200);
        assertThat(webhooks.edge.webhooks.stored).hasSize(1);
    }

    /** The store is down, or too much is being stored: the provider comes again. */
    @Test
    void whatIsNotStoredIsNotAcknowledged() {
        for (var failure :
                List.of(
                        new IllegalStateException("down"),
                        new RejectedExecutionException("busy"))) {
            webhooks.edge.webhooks.failure = failure;
            var reply = webhooks.send("stripe", BODY);
            assertThat(reply.line()).startsWith("503 ").contains("\"code\":\"unavailable\"");
            assertThat(reply.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void badMessages() {
        var rows = new ArrayList<String>();
        for (String provider : List.of("stripe", "omise", "openai", "line", "miimii")) {
            rows.add(row(provider, BODY, TestEdge.ANONYMOUS));
            rows.add(row(provider, BODY + " ", genuine(provider)));
            rows.add(row(provider, BODY, signed(provider, 0, OTHER_SECRET)));
            rows.add(row(provider, BODY, spoilt(provider)));
            rows.add(row(provider, BODY, signed(provider, -301, SECRET)));
            rows.add(row(provider, BODY, signed(provider, 301, SECRET)));
        }
        rows.add(row("nobody", BODY, genuine("stripe")));
        rows.add(row("no%20name", BODY, genuine("stripe")));
        assertThat(rows)
                .containsExactly(
                        "stripe 401 webhook_signature_missing",
                        "stripe 401 webhook_signature_mismatch",
                        "stripe 401 webhook_signature_mismatch",
                        "stripe 400 webhook_signature_malformed",
                        "stripe 401 webhook_signature_too_old",
                        "stripe 401 webhook_signature_in_future",
                        "omise 401 webhook_signature_missing",
                        "omise 401 webhook_signature_mismatch",
                        "omise 401 webhook_signature_mismatch",
                        "omise 400 webhook_signature_malformed",
                        "omise 401 webhook_signature_too_old",
                        "omise 401 webhook_signature_in_future",
                        "openai 401 webhook_signature_missing",
                        "openai 401 webhook_signature_mismatch",
                        "openai 401 webhook_signature_mismatch",
                        "openai 400 webhook_signature_malformed",
                        "openai 401 webhook_signature_too_old",
                        "openai 401 webhook_signature_in_future",
                        // These sign no time.
                        "line 401 webhook_signature_missing",
                        "line 401 webhook_signature_mismatch",
                        "line 401 webhook_signature_mismatch",
                        "line 400 webhook_signature_malformed",
                        "line 200",
                        "line 200",
                        "miimii 401 webhook_signature_missing",
                        "miimii 401 webhook_signature_mismatch",
                        "miimii 401 webhook_signature_mismatch",
                        "miimii 400 webhook_signature_malformed",
                        "miimii 200",
                        "miimii 200",
                        "nobody 404 webhook_unknown",
                        "no%20name 400 id_invalid");
        assertThat(webhooks.edge.webhooks.stored).hasSize(2);
    }

    private String row(String provider, String body, String... headers) {
        var reply = webhooks.send(provider, body, headers);
        var code = reply.body().replaceAll(".*\"code\":\"(\\w+)\".*", "$1");
        return "%s %d%s"
                .formatted(provider, reply.status(), reply.status() < 400 ? "" : " " + code);
    }

    private String[] genuine(String provider) {
        return signed(provider, 0, SECRET);
    }

    private String[] signed(String provider, int later, String secret) {
        return webhooks.signed(provider, BODY, Duration.ofSeconds(later), secret);
    }

    /** Without the last character of every header. */
    private String[] spoilt(String provider) {
        var headers = genuine(provider);
        for (int i = 1; i < headers.length; i++) {
            if (headers[i].toLowerCase(Locale.ROOT).contains("sig")) {
                headers[i] = headers[i].substring(0, headers[i].length() - 2);
            }
        }
        return headers;
    }

    @Test
    void whoSendsACredentialInsteadIsStillRefused() {
        var reply = webhooks.send("stripe", BODY, "X-Api-Key: " + TestEdge.OPERATOR_KEY);
        assertThat(reply.body()).contains("webhook_signature_missing");
        assertThat(webhooks.edge.webhooks.stored).isEmpty();
    }

    @Test
    void aBodyIsBounded() {
        String big = "{\"id\":\"%s\"}".formatted("x".repeat(262_144));
        assertThat(webhooks.send("stripe", big).line())
                .startsWith("413 ")
                .contains("body_too_large", "262144");
        String most = "{\"id\":\"%s\"}".formatted("x".repeat(262_144 - 9));
        assertThat(webhooks.send("stripe", most).status()).isEqualTo(200);
        assertThat(webhooks.edge.webhooks.stored).hasSize(1);
    }

    /** What a provider vouches for is kept, whatever it is: a later look can make sense of it. */
    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[1]", "{\"id\":7}", "{\"id\":\"\\u0000\"}", "{"})
    void aGenuineMessageOfAnyFormIsKept(String body) {
        assertThat(webhooks.send("stripe", body).status()).isEqualTo(200);
        assertThat(webhooks.send("stripe", body).line()).contains("repeat");
    }

    @Test
    void theContentTypeDoesNotMatter() {
        var reply =
                webhooks.edge.send(
                        "POST",
                        "/webhooks/stripe",
                        ContentTypes.TEXT_PLAIN_UTF8,
                        BODY,
                        genuine("stripe"));
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void anAddressIsCountedBeforeItsMessageIsRead() {
        var limited =
                new TestEdge(
                        Map.of(
                                "florin.providers.stripe.webhook-secret",
                                SECRET,
                                "rate-limits.webhook.limit",
                                2));
        var statuses = new ArrayList<Integer>();
        for (int n = 0; n < 3; n++) {
            statuses.add(limited.post("/webhooks/stripe", BODY, TestEdge.ANONYMOUS).status());
        }
        assertThat(statuses).containsExactly(401, 401, 429);
    }

    @Test
    void theHandshake() {
        String good = "hub.mode=subscribe&hub.verify_token=%s&hub.challenge=4711".formatted(TOKEN);
        assertThat(shake("miimii", good)).isEqualTo("200 4711");
        assertThat(shake("miimii", good.replace(TOKEN, "token-of-the-handshakf")))
                .contains("403", "webhook_handshake_wrong");
        assertThat(shake("miimii", good.replace("subscribe", "unsubscribe")))
                .contains("403", "webhook_handshake_wrong");
        assertThat(shake("miimii", "hub.mode=subscribe")).contains("400", "parameter_invalid");
        assertThat(shake("stripe", good)).contains("404", "webhook_unknown");
        assertThat(shake("nobody", good)).contains("404", "webhook_unknown");
    }

    private String shake(String provider, String query) {
        return webhooks.edge.get("/webhooks/" + provider + "?" + query, TestEdge.ANONYMOUS).line();
    }
}
