package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Hmac;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Signer;
import io.florin.sandbox.provider.Stage;
import io.florin.sandbox.provider.Webhooks;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What has happened, listed for a while and told to the webhook's address. */
final class StripeEvents {
    static final String COLLECTION = "events";

    private final Stage stage;
    private final Webhooks webhooks;

    /** Of the newest call: an SDK reads only events of its own version. */
    private volatile String apiVersion = "2026-01-28.clover";

    StripeEvents(Stage stage, Webhooks webhooks) {
        this.stage = stage;
        this.webhooks = webhooks;
    }

    void speak(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    /** The object is shown as it is now. */
    void tell(String type, ObjectNode object) {
        var id = stage.id("evt_");
        var event =
                Json.object()
                        .put("id", id)
                        .put("object", "event")
                        .put("api_version", apiVersion)
                        .put("created", stage.now().getEpochSecond())
                        .put("livemode", false)
                        .put("pending_webhooks", 1)
                        .put("type", type);
        event.putObject("data").set("object", object.deepCopy());
        event.putObject("request").putNull("id").putNull("idempotency_key");
        stage.store().put(COLLECTION, id, event);
        webhooks.tell(id, type, event.toString());
    }

    /** {@code Stripe-Signature: t=SECONDS,v1=HEX} over {@code t.body}. */
    static Signer signer(String secret) {
        return (body, at) -> {
            var t = at.getEpochSecond();
            var hex = Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), t + "." + body);
            return Map.of("Stripe-Signature", "t=%d,v1=%s".formatted(t, hex));
        };
    }
}
