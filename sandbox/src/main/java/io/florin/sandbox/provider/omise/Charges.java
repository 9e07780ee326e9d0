package io.florin.sandbox.provider.omise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Stage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Charges: a card is paid or refused at once, a PromptPay code waits to be paid, until it expires.
 * A card's token is refused if it ends with a failure's code: {@code tokn_test_insufficient_fund}.
 */
final class Charges {
    static final String KIND = "charge";
    private static final Duration EXPIRY = Duration.ofHours(24);
    private static final Map<String, String> FAILURES =
            Map.of(
                    "insufficient_fund", "insufficient funds in the account or the card",
                    "stolen_or_lost_card", "card is stolen or lost",
                    "failed_processing", "the payment could not be processed",
                    "payment_rejected", "payment was rejected by issuer",
                    "invalid_security_code", "the security code is invalid",
                    "failed_fraud_check", "transaction was marked as fraudulent",
                    "payment_cancelled", "payment was cancelled by the payer");

    private final Stage stage;
    private final OmiseObjects objects;

    Charges(Stage stage, OmiseObjects objects) {
        this.stage = stage;
        this.objects = objects;
    }

    ObjectNode get(String id) {
        return expired(objects.get(KIND, id));
    }

    ObjectNode create(ObjectNode params, boolean declined) {
        var amount = OmiseObjects.amount(params);
        var currency = params.path("currency").asText().toUpperCase(Locale.ROOT);
        if (!currency.matches("[A-Z]{3}")) {
            throw OmiseErrors.bad("invalid_currency", "currency must be a code of 3 letters");
        }
        var charge = objects.make(KIND, "chrg", params);
        charge.put("amount", amount)
                .put("currency", currency)
                .put("description", params.path("description").asText(null))
                .put("capture", !params.path("capture").asText().equals("false"))
                .put("refunded_amount", 0)
                .put("return_uri", params.path("return_uri").asText(null))
                .putNull("failure_code")
                .putNull("failure_message")
                .putNull("paid_at");
        become(charge, "pending");
        var token = params.path("card").asText();
        return token.isEmpty() ? offer(charge, params) : pay(charge, token, declined);
    }

    private ObjectNode pay(ObjectNode charge, String token, boolean declined) {
        if (!token.startsWith("tokn_") && !token.startsWith("card_")) {
            throw OmiseErrors.unknown("token", token);
        }
        charge.putObject("card").put("object", "card").put("id", token).put("last_digits", "4242");
        charge.putNull("source");
        objects.tell("charge.create", objects.keep(charge));
        var failure =
                FAILURES.keySet().stream()
                        .filter(token::endsWith)
                        .findFirst()
                        .or(() -> declined ? Optional.of("payment_rejected") : Optional.empty());
        return finish(charge, failure.isEmpty() ? "successful" : "failed", failure.orElse(""));
    }

    private ObjectNode offer(ObjectNode charge, ObjectNode params) {
        var type = params.path("source").path("type").asText();
        if (type.isEmpty()) {
            throw OmiseErrors.bad("invalid_charge", "card or source[type] must be present");
        }
        charge.putNull("card").put("expires_at", expiry(params));
        var source = charge.putObject("source").put("object", "source").put("type", type);
        source.put("id", stage.id("src_test_")).put("flow", "offline");
        source.put("amount", charge.path("amount").asLong());
        source.putObject("scannable_code")
                .put("type", "qr")
                .putObject("image")
                .put("download_uri", "/charges/%s/qr".formatted(charge.path("id").asText()));
        objects.tell("charge.create", objects.keep(charge));
        finishLater(charge);
        return charge;
    }

    /** Takes up the customers who were about to decide. */
    void resume() {
        stage.store()
                .select(KIND, Charges::isPending, Integer.MAX_VALUE)
                .forEach(this::finishLater);
    }

    private void finishLater(ObjectNode charge) {
        var outcome = charge.path("metadata").path("florin_outcome").asText();
        if (outcome.isEmpty()) return;
        var id = charge.path("id").asText();
        stage.next(() -> finish(id, outcome));
    }

    private static boolean isPending(ObjectNode charge) {
        return charge.path("status").asText().equals("pending");
    }

    private String expiry(ObjectNode params) {
        var given = params.path("expires_at").asText();
        if (given.isEmpty()) return stage.now().plus(EXPIRY).toString();
        try {
            return Instant.parse(given).toString();
        } catch (DateTimeException e) {
            throw OmiseErrors.bad("bad_request", "expires_at is no time: " + e.getMessage());
        }
    }

    /** What a pending charge comes to: successful, failed, expired or reversed. */
    ObjectNode finish(String id, String status) {
        var charge = get(id);
        var allowed =
                isPending(charge)
                        ? Set.of("successful", "failed", "expired", "reversed")
                        : Set.<String>of();
        if (!allowed.contains(status)) {
            throw OmiseErrors.bad(
                    "invalid_charge",
                    "charge is %s and does not become %s"
                            .formatted(charge.path("status").asText(), status));
        }
        return finish(charge, status, status.equals("failed") ? "payment_cancelled" : "");
    }

    private ObjectNode finish(ObjectNode charge, String status, String failure) {
        become(charge, status);
        if (!failure.isEmpty()) {
            charge.put("failure_code", failure).put("failure_message", FAILURES.get(failure));
        }
        if (status.equals("successful")) charge.put("paid_at", objects.now());
        objects.keep(charge);
        objects.tell(
                switch (status) {
                    case "expired" -> "charge.expire";
                    case "reversed" -> "charge.reverse";
                    default -> "charge.complete";
                },
                charge);
        return charge;
    }

    private static void become(ObjectNode charge, String status) {
        var paid = status.equals("successful");
        charge.put("status", status)
                .put("paid", paid)
                .put("authorized", paid)
                .put("captured", paid)
                .put("reversed", status.equals("reversed"))
                .put("expired", status.equals("expired"));
    }

    /** Time has passed since anybody looked. */
    private ObjectNode expired(ObjectNode charge) {
        var expiry = charge.path("expires_at").asText();
        var waits = isPending(charge) && !expiry.isEmpty();
        if (!waits || stage.now().isBefore(Instant.parse(expiry))) return charge;
        return finish(charge, "expired", "");
    }

    ObjectNode refund(String id, ObjectNode params, boolean declined) {
        var charge = get(id);
        var left = charge.path("amount").asLong() - charge.path("refunded_amount").asLong();
        if (!charge.path("paid").asBoolean() || declined) {
            throw OmiseErrors.bad("failed_refund", "charge cannot be refunded");
        }
        var amount = params.has("amount") ? OmiseObjects.amount(params) : left;
        if (amount > left || left == 0) {
            throw OmiseErrors.bad(
                    "invalid_amount", "amount is more than the %d that are left".formatted(left));
        }
        var refund = objects.make("refund", "rfnd", params);
        refund.put("amount", amount)
                .put("currency", charge.path("currency").asText())
                .put("charge", id)
                .put("status", "closed")
                .put("voided", false);
        objects.keep(charge.put("refunded_amount", charge.path("amount").asLong() - left + amount));
        objects.tell("refund.create", objects.keep(refund));
        return refund;
    }

    ObjectNode refunds(String id, ObjectNode params) {
        get(id);
        return objects.list(
                "refund",
                "/charges/%s/refunds".formatted(id),
                params,
                refund -> refund.path("charge").asText().equals(id));
    }
}
