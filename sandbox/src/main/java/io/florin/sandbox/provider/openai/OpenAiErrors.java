package io.florin.sandbox.provider.openai;

import io.florin.sandbox.provider.Answer;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Refused;
import org.jspecify.annotations.Nullable;

/** Errors in OpenAI's shape. */
final class OpenAiErrors {
    private static final String INVALID = "invalid_request_error";

    private OpenAiErrors() {}

    static Answer answer(int status, String type, @Nullable String code, String message) {
        var body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return Answer.json(status, body);
    }

    /** What a fault asks for; 429 is a matter of rate, unless the reason says quota. */
    static Answer ofStatus(int status, String reason) {
        return switch (status) {
            case 401 -> answer(401, INVALID, "invalid_api_key", "Incorrect API key provided.");
            case 403 -> answer(403, INVALID, null, "You are not allowed to do this.");
            case 404 -> answer(404, INVALID, "not_found", "Unknown request URL.");
            case 429 -> reason.equals("insufficient_quota") ? quota() : rate();
            case 503 -> answer(503, "service_unavailable", null, "The engine is overloaded.");
            default ->
                    status < 500
                            ? answer(status, INVALID, null, reason)
                            : answer(
                                    status,
                                    "server_error",
                                    null,
                                    reason.isEmpty() ? "The server had an error." : reason);
        };
    }

    private static Answer quota() {
        return answer(
                429,
                "insufficient_quota",
                "insufficient_quota",
                "You exceeded your current quota, please check your plan and billing details.");
    }

    private static Answer rate() {
        return answer(429, "requests", "rate_limit_exceeded", "Rate limit reached for requests.")
                .with("retry-after-ms", "250")
                .with("Retry-After", "1")
                .with("x-ratelimit-remaining-requests", "0");
    }

    static Refused bad(String message) {
        return new Refused(answer(400, INVALID, null, message));
    }

    static Refused unknownModel(String model) {
        return new Refused(
                answer(
                        404,
                        INVALID,
                        "model_not_found",
                        "The model `%s` does not exist.".formatted(model)));
    }
}
