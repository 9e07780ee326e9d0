package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Stage;
import java.util.Set;

/** PaymentIntents: from a wish to be paid to money, or to nothing. */
final class PaymentIntents {
    static final String KIND = "payment_intent";
    private static final Set<String> CONFIRMABLE =
            Set.of("requires_payment_method", "requires_confirmation");
    private static final Set<String> FINAL = Set.of("succeeded", "canceled");

    private final Stage stage;
    private final Shelf shelf;
    private final StripeEvents events;

    PaymentIntents(Stage stage, StripeEvents events) {
        this.stage = stage;
        this.events = events;
        shelf = new Shelf(stage, KIND, "pi_");
    }

    ObjectNode get(String id) {
        return shelf.get(id);
    }

    ObjectNode create(Params params, boolean declined) {
        var amount = params.requiredAmount("amount");
        var currency = params.currency();
        var intent = shelf.make(params);
        intent.put("amount", amount)
                .put("amount_received", 0)
                .put("amount_capturable", 0)
                .put("currency", currency)
                .put("capture_method", params.text("capture_method").orElse("automatic"))
                .put("confirmation_method", "automatic")
                .put("client_secret", intent.path("id").asText() + "_secret_simulated")
                .put("status", "requires_payment_method");
        for (var optional : new String[] {"description", "customer", "receipt_email"}) {
            intent.put(optional, params.text(optional).orElse(null));
        }
        intent.putArray("payment_method_types").add("card");
        intent.putNull("last_payment_error").putNull("latest_charge").putNull("next_action");
        choose(intent, params);
        if (params.isTrue("confirm")) requireWayBack(params);
        shelf.keep(intent);
        events.tell("payment_intent.created", intent);
        return params.isTrue("confirm") ? attempt(intent, declined) : intent;
    }

    /** A method of the account may send the customer away: where does it come back to? */
    private static void requireWayBack(Params params) {
        var automatic = params.form().path("automatic_payment_methods");
        if (automatic.path("allow_redirects").asText().equals("never")) return;
        if (automatic.path("enabled").asText().equals("false")) return;
        if (params.form().hasNonNull("payment_method_types")) return;
        if (params.text("return_url").isPresent()) return;
        throw StripeErrors.invalid(
                "payment_intent_invalid_parameter",
                "return_url",
                "This PaymentIntent may redirect your customer: give a `return_url`, or set"
                        + " automatic_payment_methods[allow_redirects] to `never`.");
    }

    ObjectNode update(String id, Params params) {
        var intent = shelf.get(id);
        params.amount("amount")
                .ifPresent(amount -> {
                    require(intent, CONFIRMABLE.contains(status(intent)), "updated");
                    intent.put("amount", amount);
                });
        if (params.text("payment_method").isPresent()) {
            require(intent, CONFIRMABLE.contains(status(intent)), "updated");
            choose(intent, params);
        }
        intent.withObject("/metadata").setAll(params.metadata());
        return shelf.keep(intent);
    }

    ObjectNode confirm(String id, Params params, boolean declined) {
        var intent = shelf.get(id);
        require(intent, CONFIRMABLE.contains(status(intent)), "confirmed");
        choose(intent, params);
        return attempt(intent, declined);
    }

    ObjectNode capture(String id, Params params) {
        var intent = shelf.get(id);
        require(intent, status(intent).equals("requires_capture"), "captured");
        var captured = params.amount("amount_to_capture").orElse(amount(intent));
        if (captured > amount(intent)) {
            throw StripeErrors.invalid(
                    "amount_too_large",
                    "amount_to_capture",
                    "The amount could not be captured: it is more than was authorised.");
        }
        return succeed(intent, captured);
    }

    ObjectNode cancel(String id, Params params) {
        var intent = shelf.get(id);
        require(intent, !FINAL.contains(status(intent)), "canceled");
        intent.put("status", "canceled")
                .put("amount_capturable", 0)
                .put("canceled_at", stage.now().getEpochSecond())
                .put("cancellation_reason", params.text("cancellation_reason").orElse(null));
        shelf.keep(intent);
        events.tell("payment_intent.canceled", intent);
        return intent;
    }

    /** What the customer or a bank does: to succeeded, or back to requires_payment_method. */
    void move(String id, String status) {
        var intent = shelf.get(id);
        var open = Set.of("requires_action", "processing").contains(status(intent));
        switch (status) {
            case "succeeded" -> {
                allow(open, intent, status);
                authorise(intent);
            }
            case "processing" -> {
                allow(status(intent).equals("requires_action"), intent, status);
                process(intent);
            }
            case "requires_payment_method" -> {
                allow(open, intent, status);
                fail(intent, TestCard.GENERIC);
            }
            default -> allow(false, intent, status);
        }
    }

    private static void allow(boolean allowed, ObjectNode intent, String status) {
        if (allowed) return;
        throw new IllegalArgumentException(
                "%s is %s and does not become '%s' by itself."
                        .formatted(intent.path("id").asText(), status(intent), status));
    }

    /** What was processing is processing still. */
    void resume() {
        stage.store()
                .select(KIND, intent -> status(intent).equals("processing"), Integer.MAX_VALUE)
                .forEach(this::finishLater);
    }

    private static void choose(ObjectNode intent, Params params) {
        params.text("payment_method")
                .ifPresent(method -> {
                    TestCard.of(method);
                    intent.put("payment_method", method).put("status", "requires_confirmation");
                });
    }

    private ObjectNode attempt(ObjectNode intent, boolean declined) {
        var method = intent.path("payment_method").asText();
        if (method.isEmpty()) throw StripeErrors.missing("payment_method");
        return switch (declined ? TestCard.GENERIC : TestCard.of(method)) {
            case TestCard.Succeeds _ -> authorise(intent);
            case TestCard.Processes _ -> process(intent);
            case TestCard.NeedsAction _ -> {
                intent.put("status", "requires_action");
                intent.putObject("next_action").put("type", "use_stripe_sdk");
                shelf.keep(intent);
                events.tell("payment_intent.requires_action", intent);
                yield intent;
            }
            case TestCard.Declines decline -> {
                fail(intent, decline);
                var error = (ObjectNode) intent.path("last_payment_error");
                throw StripeErrors.declined(error, intent);
            }
        };
    }

    private ObjectNode process(ObjectNode intent) {
        intent.put("status", "processing").putNull("next_action");
        shelf.keep(intent);
        events.tell("payment_intent.processing", intent);
        finishLater(intent);
        return intent;
    }

    private void finishLater(ObjectNode intent) {
        var id = intent.path("id").asText();
        stage.next(() -> {
            if (status(shelf.get(id)).equals("processing")) move(id, "succeeded");
        });
    }

    private ObjectNode authorise(ObjectNode intent) {
        if (!intent.path("capture_method").asText().equals("manual")) {
            return succeed(intent, amount(intent));
        }
        intent.put("status", "requires_capture")
                .put("amount_capturable", amount(intent))
                .putNull("next_action");
        shelf.keep(intent);
        events.tell("payment_intent.amount_capturable_updated", intent);
        return intent;
    }

    private ObjectNode succeed(ObjectNode intent, long received) {
        intent.put("status", "succeeded")
                .put("amount_received", received)
                .put("amount_capturable", 0)
                .put("latest_charge", stage.id("ch_"))
                .putNull("next_action")
                .putNull("last_payment_error");
        shelf.keep(intent);
        events.tell("payment_intent.succeeded", intent);
        return intent;
    }

    private void fail(ObjectNode intent, TestCard.Declines decline) {
        var error = StripeErrors.error("card_error", decline.code(), decline.message());
        intent.put("status", "requires_payment_method")
                .putNull("payment_method")
                .putNull("next_action");
        intent.set("last_payment_error", error.put("decline_code", decline.declineCode()));
        shelf.keep(intent);
        events.tell("payment_intent.payment_failed", intent);
    }

    private static void require(ObjectNode intent, boolean possible, String what) {
        if (possible) return;
        throw StripeErrors.invalid(
                "payment_intent_unexpected_state",
                null,
                "This PaymentIntent's status is %s: it cannot be %s."
                        .formatted(status(intent), what));
    }

    private static String status(ObjectNode intent) {
        return intent.path("status").asText();
    }

    private static long amount(ObjectNode intent) {
        return intent.path("amount").asLong();
    }
}
