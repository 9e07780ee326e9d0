package io.florin.sandbox.provider.omise;

import io.florin.sandbox.provider.Answer;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Refused;

/** Errors in Omise's shape. */
final class OmiseErrors {
    private OmiseErrors() {}

    static Answer answer(int status, String code, String message) {
        return Answer.json(
                status,
                Json.object()
                        .put("object", "error")
                        .put(
                                "location",
                                "https://www.omise.co/api-errors#" + code.replace('_', '-'))
                        .put("code", code)
                        .put("message", message));
    }

    /** What a fault asks for by its status alone. */
    static Answer ofStatus(int status, String reason) {
        return switch (status) {
            case 401 -> answer(401, "authentication_failure", "authentication failed");
            case 404 -> answer(404, "not_found", "the requested object was not found");
            case 429 -> answer(429, "too_many_requests", "too many requests");
            case 503 -> answer(503, "service_unavailable", "the service is unavailable");
            default ->
                    status < 500
                            ? answer(status, "bad_request", reason)
                            : answer(status, "internal_error", reason);
        };
    }

    static Refused bad(String code, String message) {
        return new Refused(answer(400, code, message));
    }

    static Refused unknown(String kind, String id) {
        return new Refused(answer(404, "not_found", "%s %s was not found".formatted(kind, id)));
    }
}
