package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Answer;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Refused;
import org.jspecify.annotations.Nullable;

/** Errors in Stripe's shape. */
final class StripeErrors {
    private StripeErrors() {}

    static Answer answer(int status, String type, String code, String message) {
        return Answer.json(status, wrapped(error(type, code, message)));
    }

    /** What a fault asks for by its status alone. */
    static Answer ofStatus(int status, String reason) {
        var message = reason.isEmpty() ? "Simulated error." : reason;
        return switch (status) {
            case 401 -> answer(401, "invalid_request_error", "", "Invalid API Key provided.");
            case 402 -> answer(402, "card_error", "card_declined", "Your card was declined.");
            case 409 -> answer(409, "invalid_request_error", "lock_timeout", message);
            case 429 ->
                    answer(429, "invalid_request_error", "rate_limit", "Too many requests.")
                            .with("Retry-After", "1");
            default ->
                    status < 500
                            ? answer(status, "invalid_request_error", "", message)
                            : answer(status, "api_error", "", message);
        };
    }

    static Refused missing(String parameter) {
        return invalid(
                "parameter_missing", parameter, "Missing required param: " + parameter + ".");
    }

    static Refused invalid(String code, @Nullable String parameter, String message) {
        var error = error("invalid_request_error", code, message);
        if (parameter != null) error.put("param", parameter);
        return new Refused(Answer.json(400, wrapped(error)));
    }

    static Refused unknown(String kind, String id) {
        var error =
                error(
                        "invalid_request_error",
                        "resource_missing",
                        "No such %s: '%s'".formatted(kind, id));
        return new Refused(Answer.json(404, wrapped(error.put("param", "id"))));
    }

    /** A card that was declined, with the intent as the decline has left it. */
    static Refused declined(ObjectNode lastPaymentError, ObjectNode intent) {
        var error = lastPaymentError.deepCopy();
        error.set("payment_intent", intent);
        return new Refused(Answer.json(402, wrapped(error)));
    }

    static ObjectNode error(String type, String code, String message) {
        var error = Json.object().put("type", type).put("message", message);
        if (!code.isEmpty()) error.put("code", code);
        return error;
    }

    private static ObjectNode wrapped(ObjectNode error) {
        var body = Json.object();
        body.set("error", error);
        return body;
    }
}
