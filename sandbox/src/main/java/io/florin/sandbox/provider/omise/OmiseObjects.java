package io.florin.sandbox.provider.omise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Hmac;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Signer;
import io.florin.sandbox.provider.Stage;
import io.florin.sandbox.provider.Webhooks;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;

/** Objects of every kind: made, kept, listed, searched, and told of. */
final class OmiseObjects {
    private static final int LIMIT_MAX = 100;
    private static final long AMOUNT_MAX = 99_999_999_999L;

    private final Stage stage;
    private final Webhooks webhooks;

    OmiseObjects(Stage stage, Webhooks webhooks) {
        this.stage = stage;
        this.webhooks = webhooks;
    }

    /** A new object with what all objects have; not kept yet. */
    ObjectNode make(String kind, String prefix, ObjectNode params) {
        var id = stage.id(prefix + "_test_");
        var object =
                Json.object()
                        .put("object", kind)
                        .put("id", id)
                        .put("location", "/%ss/%s".formatted(kind, id))
                        .put("livemode", false)
                        .put("created_at", now());
        var metadata = params.get("metadata");
        object.set("metadata", metadata instanceof ObjectNode given ? given : Json.object());
        return object;
    }

    String now() {
        return stage.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    ObjectNode get(String kind, String id) {
        return stage.store().find(kind, id).orElseThrow(() -> OmiseErrors.unknown(kind, id));
    }

    ObjectNode keep(ObjectNode object) {
        stage.store().put(object.path("object").asText(), object.path("id").asText(), object);
        return object;
    }

    /** Keeps an event with the object as it is now, and tells it. */
    void tell(String key, ObjectNode object) {
        var event = make("event", "evnt", Json.object()).put("key", key);
        event.set("data", object.deepCopy());
        keep(event);
        webhooks.tell(event.path("id").asText(), key, event.toString());
    }

    static long amount(ObjectNode params) {
        var text = params.path("amount").asText();
        if (text.matches("[0-9]{1,12}")) {
            var amount = Long.parseLong(text);
            if (amount > 0 && amount <= AMOUNT_MAX) return amount;
        }
        throw OmiseErrors.bad("invalid_amount", "amount must be a whole number, at least 1");
    }

    /** The newest first, though Omise's own default is the oldest. */
    ObjectNode list(String kind, String location, ObjectNode params, Predicate<ObjectNode> of) {
        var limit = bounded(params, "limit", 20, LIMIT_MAX);
        var offset = bounded(params, "offset", 0, Integer.MAX_VALUE);
        var all = stage.store().select(kind, of, Integer.MAX_VALUE);
        var from = Math.min(offset, all.size());
        var list =
                Json.object()
                        .put("object", "list")
                        .put("location", location)
                        .put("order", "reverse_chronological")
                        .put("limit", limit)
                        .put("offset", offset)
                        .put("total", all.size());
        list.set("data", Json.array(all.subList(from, Math.min(all.size(), from + limit))));
        return list;
    }

    /** The query is looked for in the id, the description and every value of the metadata. */
    ObjectNode search(ObjectNode params) {
        var scope = params.path("scope").asText();
        var query = params.path("query").asText();
        var page = Math.max(1, bounded(params, "page", 1, 1_000_000));
        var found = stage.store().select(scope, o -> mentions(o, query), Integer.MAX_VALUE);
        var from = (int) Math.min((page - 1L) * LIMIT_MAX, found.size());
        var to = Math.min(found.size(), from + LIMIT_MAX);
        var result =
                Json.object()
                        .put("object", "search")
                        .put("location", "/search")
                        .put("scope", scope)
                        .put("query", query)
                        .put("page", page)
                        .put("total_pages", (found.size() + LIMIT_MAX - 1) / LIMIT_MAX)
                        .put("total", found.size());
        result.set("data", Json.array(found.subList(from, to)));
        return result;
    }

    private static boolean mentions(ObjectNode object, String query) {
        if (object.path("id").asText().equals(query)) return true;
        if (object.path("description").asText().contains(query)) return true;
        for (JsonNode value : object.path("metadata")) {
            if (value.asText().contains(query)) return true;
        }
        return false;
    }

    private static int bounded(ObjectNode params, String name, int otherwise, int max) {
        var text = params.path(name).asText();
        if (text.isEmpty()) return otherwise;
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        throw OmiseErrors.bad("bad_request", "%s must be from 0 to %d".formatted(name, max));
    }

    /**
     * {@code Omise-Signature}: hex over {@code timestamp.body}; the secret is written in Base64.
     */
    static Signer signer(byte[] secret) {
        return (body, at) -> {
            var t = Long.toString(at.getEpochSecond());
            return Map.of(
                    "Omise-Signature-Timestamp",
                    t,
                    "Omise-Signature",
                    Hmac.sha256(secret, t + "." + body));
        };
    }

    static byte[] decoded(String webhookSecret) {
        return Base64.getDecoder().decode(webhookSecret);
    }
}
