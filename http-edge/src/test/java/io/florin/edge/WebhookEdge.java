package io.florin.edge;

import io.florin.edge.signature.OmiseSignature;
import io.florin.edge.signature.PlainHmac;
import io.florin.edge.signature.Profile;
import io.florin.edge.signature.StandardWebhook;
import io.florin.edge.signature.StripeSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/** An edge to which some providers may send. */
final class WebhookEdge {
    static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String TOKEN = "token-of-the-handshake";

    static final Map<String, Object> SETTINGS =
            Map.of(
                    "florin.providers.stripe.webhook-secret",
                    SECRET,
                    "florin.providers.omise.webhook-secret",
                    SECRET,
                    "florin.webhooks.endpoints",
                    Map.of(
                            "openai",
                            Map.of("profile", "standard-webhooks", "secrets", List.of(SECRET)),
                            "line",
                            Map.of("profile", "line", "secrets", List.of(SECRET)),
                            "miimii",
                            Map.of(
                                    "profile",
                                    "whatsapp",
                                    "secrets",
                                    List.of(SECRET),
                                    "verify-token",
                                    TOKEN)));

    private static final Map<String, Profile> PROFILES =
            Map.of(
                    "stripe", new StripeSignature(),
                    "omise", new OmiseSignature(),
                    "openai", new StandardWebhook(),
                    "line", PlainHmac.line(),
                    "miimii", PlainHmac.whatsApp());

    final TestEdge edge = new TestEdge(SETTINGS);

    /** Signed so long after the edge's now, by a secret. */
    String[] signed(String provider, String body, Duration later, String secret) {
        var profile = PROFILES.getOrDefault(provider, new StripeSignature());
        var headers = new ArrayList<String>();
        headers.add(TestEdge.ANONYMOUS);
        profile.sign(List.of(profile.key(secret)), "msg_1", TestEdge.NOW.plus(later), bytes(body))
                .forEach((name, value) -> headers.add(name + ": " + value));
        return headers.toArray(String[]::new);
    }

    /** Genuine. */
    TestEdge.Reply send(String provider, String body) {
        return send(provider, body, signed(provider, body, Duration.ZERO, SECRET));
    }

    TestEdge.Reply send(String provider, String body, String... headers) {
        return edge.send(
                "POST", "/webhooks/" + provider, ContentTypes.APPLICATION_JSON, body, headers);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
