package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Call;
import io.florin.sandbox.provider.Refused;
import io.florin.sandbox.provider.Stage;

/** Which path asks what of whom. */
final class StripeRoutes {
    private final PaymentIntents intents;
    private final Refunds refunds;
    private final Payouts payouts;
    private final Listing listing;
    private final Shelf events;

    StripeRoutes(Stage stage, StripeEvents told) {
        intents = new PaymentIntents(stage, told);
        refunds = new Refunds(stage, told, intents);
        payouts = new Payouts(stage, told);
        listing = new Listing(stage.store());
        events = new Shelf(stage, StripeEvents.COLLECTION, "evt_");
    }

    ObjectNode route(Call call) {
        var params = new Params(call.parameters().orElseThrow(() -> unknown(call)));
        var segments = call.segments();
        var id = segments.size() > 2 ? segments.get(2) : "";
        return switch (shape(call)) {
            case "POST payment_intents" -> intents.create(params, call.isDeclined());
            case "GET payment_intents" -> listing.list(PaymentIntents.KIND, call.path(), params);
            case "GET payment_intents/search" ->
                    listing.search(PaymentIntents.KIND, call.path(), params);
            case "GET payment_intents/ID" -> intents.get(id);
            case "POST payment_intents/ID" -> intents.update(id, params);
            case "POST payment_intents/ID/confirm" ->
                    intents.confirm(id, params, call.isDeclined());
            case "POST payment_intents/ID/capture" -> intents.capture(id, params);
            case "POST payment_intents/ID/cancel" -> intents.cancel(id, params);
            case "POST refunds" -> refunds.create(params, call.isDeclined());
            case "GET refunds" -> listing.list(Refunds.KIND, call.path(), params);
            case "GET refunds/ID" -> refunds.get(id);
            case "POST payouts" -> payouts.create(params, call.isDeclined());
            case "GET payouts" -> listing.list(Payouts.KIND, call.path(), params);
            case "GET payouts/ID" -> payouts.get(id);
            case "POST payouts/ID/cancel" -> payouts.cancel(id);
            case "GET events" -> listing.list(StripeEvents.COLLECTION, call.path(), params);
            case "GET events/ID" -> events.get(id);
            default -> throw unknown(call);
        };
    }

    /** The path without /v1, with ID for the id. */
    private static String shape(Call call) {
        var segments = call.segments();
        if (!segments.getFirst().equals("v1") || segments.size() < 2) throw unknown(call);
        var shape = new StringBuilder(call.method()).append(' ').append(segments.get(1));
        for (var i = 2; i < segments.size(); i++) {
            var isId = i == 2 && !segments.get(i).equals("search");
            shape.append('/').append(isId ? "ID" : segments.get(i));
        }
        return shape.toString();
    }

    private static Refused unknown(Call call) {
        return new Refused(
                StripeErrors.answer(
                        404,
                        "invalid_request_error",
                        "",
                        "Unrecognized request URL (%s: %s)."
                                .formatted(call.method(), call.path())));
    }

    void move(String id, String status) {
        try {
            switch (id.split("_", 2)[0]) {
                case "pi" -> intents.move(id, status);
                case "re" -> refunds.move(id, status);
                case "po" -> payouts.move(id, status);
                default -> throw new IllegalArgumentException("Nothing is called " + id + ".");
            }
        } catch (Refused refused) {
            throw new IllegalArgumentException(refused.answer().body(), refused);
        }
    }

    void resume() {
        intents.resume();
        refunds.resume();
        payouts.resume();
    }
}
