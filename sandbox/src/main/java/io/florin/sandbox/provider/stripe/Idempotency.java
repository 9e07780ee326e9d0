package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Answer;
import io.florin.sandbox.provider.Call;
import io.florin.sandbox.provider.Handler;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Stage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Idempotency-Key: the first answer to a POST is the answer for ever, declines and 500s among them.
 * Other parameters under a known key are refused, and so is a key whose first call still runs.
 */
final class Idempotency implements Handler {
    static final String HEADER = "Idempotency-Key";
    private static final String COLLECTION = "idempotency";
    private static final int KEY_CHARACTERS_MAX = 255;
    private static final Duration LIFE = Duration.ofHours(24);

    /** Given before the work has begun: a repeat may begin it. */
    private static final Set<Integer> NOT_REMEMBERED = Set.of(400, 401, 409, 429, 503);

    private final Stage stage;
    private final Handler below;
    private final Set<String> running = new HashSet<>();

    Idempotency(Stage stage, Handler below) {
        this.stage = stage;
        this.below = below;
    }

    @Override
    public Answer answer(Call call) throws InterruptedException {
        var key = call.header(HEADER).orElse("");
        if (key.isEmpty() || !call.method().equals("POST")) return below.answer(call);
        if (key.length() > KEY_CHARACTERS_MAX) {
            return refusal(400, "idempotency_error", "Idempotency keys have 255 characters.");
        }
        var first = begin(key, call);
        if (first.isPresent()) return first.get();
        try {
            var answer = below.answer(call);
            if (!NOT_REMEMBERED.contains(answer.status())) remember(key, call, answer);
            return answer;
        } finally {
            end(key);
        }
    }

    /** What to answer instead of beginning. */
    private synchronized Optional<Answer> begin(String key, Call call) {
        var known = stage.store().find(COLLECTION, key).filter(this::lives);
        if (known.isPresent()) {
            return Optional.of(
                    known.get().path("parameters").equals(parameters(call))
                            ? replay(known.get())
                            : refusal(
                                    400,
                                    "idempotency_error",
                                    "Keys for idempotent requests can only be used with the same"
                                            + " parameters they were first used with."));
        }
        if (running.add(key)) return Optional.empty();
        return Optional.of(
                refusal(
                        409,
                        "idempotency_error",
                        "There is currently another in-progress request using this key."));
    }

    private synchronized void end(String key) {
        running.remove(key);
    }

    private boolean lives(ObjectNode known) {
        var age = stage.now().getEpochSecond() - known.path("at").asLong();
        return age < LIFE.toSeconds();
    }

    private void remember(String key, Call call, Answer answer) {
        var known =
                Json.object()
                        .put("at", stage.now().getEpochSecond())
                        .put("status", answer.status())
                        .put("body", answer.body());
        known.set("parameters", parameters(call));
        stage.store().put(COLLECTION, key, known);
    }

    private static ObjectNode parameters(Call call) {
        var parameters = Json.object().put("path", call.path());
        parameters.set("form", call.parameters().orElseGet(Json::object));
        return parameters;
    }

    private static Answer replay(ObjectNode known) {
        var body = Json.parse(known.path("body").asText()).orElseGet(Json::object);
        return Answer.json(known.path("status").asInt(), body)
                .with("Idempotent-Replayed", "true")
                .withoutEffect();
    }

    private static Answer refusal(int status, String type, String message) {
        return StripeErrors.answer(status, type, "", message);
    }
}
