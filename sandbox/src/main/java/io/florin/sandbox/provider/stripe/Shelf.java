package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Stage;

/**
 * The objects of one kind.
 *
 * @param kind as in {@code "object": "payment_intent"}, and the name of the collection
 * @param prefix of the ids
 */
record Shelf(Stage stage, String kind, String prefix) {
    /** A new object with what all objects have; not kept yet. */
    ObjectNode make(Params params) {
        var object =
                Json.object()
                        .put("id", stage.id(prefix))
                        .put("object", kind)
                        .put("created", stage.now().getEpochSecond())
                        .put("livemode", false);
        object.set("metadata", params.metadata());
        return object;
    }

    ObjectNode get(String id) {
        return stage.store().find(kind, id).orElseThrow(() -> StripeErrors.unknown(kind, id));
    }

    ObjectNode keep(ObjectNode object) {
        stage.store().put(kind, object.path("id").asText(), object);
        return object;
    }
}
