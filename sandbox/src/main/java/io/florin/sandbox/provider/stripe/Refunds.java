package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Stage;
import java.util.Set;

/** Refunds of PaymentIntents: they succeed at once, and some turn out later to have failed. */
final class Refunds {
    static final String KIND = "refund";

    private final Stage stage;
    private final Shelf shelf;
    private final StripeEvents events;
    private final PaymentIntents intents;

    Refunds(Stage stage, StripeEvents events, PaymentIntents intents) {
        this.stage = stage;
        this.events = events;
        this.intents = intents;
        shelf = new Shelf(stage, KIND, "re_");
    }

    ObjectNode get(String id) {
        return shelf.get(id);
    }

    ObjectNode create(Params params, boolean declined) {
        var intent = refunded(params);
        var left = intent.path("amount_received").asLong() - taken(intent);
        var amount = params.amount("amount").orElse(left);
        if (left <= 0) {
            throw StripeErrors.invalid(
                    "charge_already_refunded", null, "This charge has already been refunded.");
        }
        if (amount > left) {
            throw StripeErrors.invalid(
                    "amount_too_large",
                    "amount",
                    "Refund amount (%d) is more than what is left (%d).".formatted(amount, left));
        }
        if (declined) {
            throw StripeErrors.invalid(
                    "insufficient_funds", null, "Your balance does not cover this refund.");
        }
        var method = intent.path("payment_method").asText();
        var refund = shelf.make(params);
        refund.put("amount", amount)
                .put("currency", intent.path("currency").asText())
                .put("payment_intent", intent.path("id").asText())
                .put("charge", intent.path("latest_charge").asText())
                .put("reason", params.text("reason").orElse(null))
                .put("outcome_later", later(method))
                .put("status", method.equals("pm_card_pendingRefund") ? "pending" : "succeeded");
        shelf.keep(refund);
        events.tell("refund.created", refund);
        moveLater(refund);
        return refund;
    }

    /** A bank's second thoughts: pending to succeeded, or anything to failed. */
    void move(String id, String status) {
        var refund = shelf.get(id);
        var now = refund.path("status").asText();
        var allowed =
                switch (status) {
                    case "failed" -> Set.of("pending", "succeeded").contains(now);
                    case "succeeded" -> now.equals("pending");
                    default -> false;
                };
        if (!allowed) {
            throw new IllegalArgumentException(
                    "%s is %s and does not become '%s'.".formatted(id, now, status));
        }
        refund.put("status", status).put("outcome_later", "");
        if (status.equals("failed")) refund.put("failure_reason", "lost_or_stolen_card");
        shelf.keep(refund);
        events.tell(status.equals("failed") ? "refund.failed" : "refund.updated", refund);
    }

    void resume() {
        stage.store().select(KIND, _ -> true, Integer.MAX_VALUE).forEach(this::moveLater);
    }

    private void moveLater(ObjectNode refund) {
        if (refund.path("outcome_later").asText().isEmpty()) return;
        var id = refund.path("id").asText();
        stage.next(() -> {
            var later = shelf.get(id).path("outcome_later").asText();
            if (!later.isEmpty()) move(id, later);
        });
    }

    private static String later(String method) {
        return switch (method) {
            case "pm_card_refundFail" -> "failed";
            case "pm_card_pendingRefund" -> "succeeded";
            default -> "";
        };
    }

    private ObjectNode refunded(Params params) {
        var intent = params.text("payment_intent");
        if (intent.isPresent()) return intents.get(intent.get());
        var charge = params.text("charge").orElseThrow(() -> StripeErrors.missing("charge"));
        return stage
                .store()
                .select(
                        PaymentIntents.KIND,
                        i -> i.path("latest_charge").asText().equals(charge),
                        1)
                .stream()
                .findFirst()
                .orElseThrow(() -> StripeErrors.unknown("charge", charge));
    }

    private long taken(ObjectNode intent) {
        var id = intent.path("id").asText();
        return stage
                .store()
                .select(
                        KIND,
                        refund ->
                                refund.path("payment_intent").asText().equals(id)
                                        && !refund.path("status").asText().equals("failed"),
                        Integer.MAX_VALUE)
                .stream()
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
    }
}
