package io.florin.sandbox.provider.omise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Stage;

/**
 * Transfers: sent means handed to the bank, and only paid or failed is an end. A recipient whose id
 * ends with {@code fail} has a closed account.
 */
final class Transfers {
    static final String KIND = "transfer";

    private final Stage stage;
    private final OmiseObjects objects;

    Transfers(Stage stage, OmiseObjects objects) {
        this.stage = stage;
        this.objects = objects;
    }

    ObjectNode get(String id) {
        return objects.get(KIND, id);
    }

    ObjectNode create(ObjectNode params, boolean declined) {
        var amount = OmiseObjects.amount(params);
        if (declined) {
            throw OmiseErrors.bad("insufficient_balance", "the balance does not cover it");
        }
        var transfer = objects.make(KIND, "trsf", params);
        transfer.put("amount", amount)
                .put("currency", "THB")
                .put("recipient", params.path("recipient").asText("recp_test_default"))
                .put("fail_fast", params.path("fail_fast").asText().equals("true"))
                .put("sendable", true)
                .put("sent", false)
                .put("paid", false)
                .putNull("sent_at")
                .putNull("paid_at")
                .putNull("failure_code")
                .putNull("failure_message");
        objects.tell("transfer.create", objects.keep(transfer));
        moveLater(transfer);
        return transfer;
    }

    /** What happens at the bank: sent, paid or failed. */
    ObjectNode move(String id, String status) {
        var transfer = get(id);
        // A bank may send back what it has taken.
        boolean comesBack = status.equals("failed") && transfer.path("failure_code").isNull();
        if (isEnded(transfer) && !comesBack) {
            throw OmiseErrors.bad("invalid_transfer", "transfer has ended already");
        }
        switch (status) {
            case "sent" -> {
                if (transfer.path("sent").asBoolean()) {
                    throw OmiseErrors.bad("invalid_transfer", "transfer has been sent already");
                }
                transfer.put("sent", true).put("sent_at", objects.now());
                objects.tell("transfer.send", objects.keep(transfer));
            }
            case "paid" -> {
                if (!transfer.path("sent").asBoolean()) {
                    throw OmiseErrors.bad("invalid_transfer", "transfer has not been sent");
                }
                transfer.put("paid", true).put("paid_at", objects.now());
                objects.tell("transfer.pay", objects.keep(transfer));
            }
            case "failed" -> {
                transfer.put("failure_code", "sent_to_closed_account")
                        .put("failure_message", "the account has been closed");
                objects.tell("transfer.fail", objects.keep(transfer));
            }
            default ->
                    throw OmiseErrors.bad("invalid_transfer", "a transfer is sent, paid or failed");
        }
        moveLater(transfer);
        return transfer;
    }

    /** Takes up what is between two banks. */
    void resume() {
        stage.store().select(KIND, _ -> true, Integer.MAX_VALUE).forEach(this::moveLater);
    }

    private void moveLater(ObjectNode transfer) {
        if (isEnded(transfer)) return;
        var id = transfer.path("id").asText();
        var sent = transfer.path("sent").asBoolean();
        var fails = transfer.path("recipient").asText().endsWith("fail");
        stage.next(() -> {
            var now = get(id);
            if (isEnded(now) || now.path("sent").asBoolean() != sent) return;
            move(id, sent ? fails ? "failed" : "paid" : "sent");
        });
    }

    private static boolean isEnded(ObjectNode transfer) {
        return transfer.path("paid").asBoolean() || !transfer.path("failure_code").isNull();
    }
}
