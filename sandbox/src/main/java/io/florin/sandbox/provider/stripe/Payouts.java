package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Stage;
import java.util.Map;
import java.util.Set;

/**
 * Payouts: pending, in_transit, paid; and some come back after they were paid. The metadata {@code
 * florin_outcome} (failed, paid_then_failed) says which.
 */
final class Payouts {
    static final String KIND = "payout";
    private static final Map<String, Set<String>> MOVES =
            Map.of(
                    "pending", Set.of("in_transit", "failed", "canceled"),
                    "in_transit", Set.of("paid", "failed"),
                    "paid", Set.of("failed"));

    private final Stage stage;
    private final Shelf shelf;
    private final StripeEvents events;

    Payouts(Stage stage, StripeEvents events) {
        this.stage = stage;
        this.events = events;
        shelf = new Shelf(stage, KIND, "po_");
    }

    ObjectNode get(String id) {
        return shelf.get(id);
    }

    ObjectNode create(Params params, boolean declined) {
        var amount = params.requiredAmount("amount");
        var currency = params.currency();
        if (declined) {
            throw StripeErrors.invalid(
                    "balance_insufficient",
                    null,
                    "You have insufficient funds in your Stripe account for this transfer.");
        }
        var payout = shelf.make(params);
        payout.put("amount", amount)
                .put("currency", currency)
                .put("arrival_date", stage.now().getEpochSecond())
                .put("automatic", false)
                .put("description", params.text("description").orElse(null))
                .put("destination", params.text("destination").orElse("ba_simulated"))
                .put("method", params.text("method").orElse("standard"))
                .put("type", "bank_account")
                .put("status", "pending")
                .putNull("failure_code")
                .putNull("failure_message");
        shelf.keep(payout);
        events.tell("payout.created", payout);
        moveLater(payout);
        return payout;
    }

    ObjectNode cancel(String id) {
        var payout = shelf.get(id);
        if (!status(payout).equals("pending")) {
            throw StripeErrors.invalid(
                    "payout_not_cancelable",
                    null,
                    "This payout is %s and cannot be canceled.".formatted(status(payout)));
        }
        move(id, "canceled");
        return shelf.get(id);
    }

    /** What the bank does. */
    void move(String id, String status) {
        var payout = shelf.get(id);
        if (!MOVES.getOrDefault(status(payout), Set.of()).contains(status)) {
            throw new IllegalArgumentException(
                    "%s is %s and does not become '%s'.".formatted(id, status(payout), status));
        }
        payout.put("status", status);
        if (status.equals("failed")) {
            payout.put("failure_code", "account_closed")
                    .put("failure_message", "The bank account has been closed.");
        }
        shelf.keep(payout);
        events.tell(status.equals("in_transit") ? "payout.updated" : "payout." + status, payout);
        moveLater(payout);
    }

    void resume() {
        stage.store().select(KIND, _ -> true, Integer.MAX_VALUE).forEach(this::moveLater);
    }

    private void moveLater(ObjectNode payout) {
        var next = next(payout);
        if (next.isEmpty()) return;
        var id = payout.path("id").asText();
        var from = status(payout);
        stage.next(() -> {
            if (status(shelf.get(id)).equals(from)) move(id, next);
        });
    }

    private static String next(ObjectNode payout) {
        var outcome = payout.path("metadata").path("florin_outcome").asText();
        return switch (status(payout)) {
            case "pending" -> "in_transit";
            case "in_transit" -> outcome.equals("failed") ? "failed" : "paid";
            case "paid" -> outcome.equals("paid_then_failed") ? "failed" : "";
            default -> "";
        };
    }

    private static String status(ObjectNode payout) {
        return payout.path("status").asText();
    }
}
