package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.FaultPlan.Armed;

/**
 * Behind {@code /_admin}: what a test, and nobody else, says to a simulator. It needs no key; the
 * simulator listens on loopback only.
 */
final class Admin implements Handler {
    static final String PREFIX = "/_admin/";
    private static final int COUNT_MAX = 1_000_000;

    private final Stage stage;
    private final Simulator simulator;
    private final CallLog calls;

    Admin(Stage stage, Simulator simulator, CallLog calls) {
        this.stage = stage;
        this.simulator = simulator;
        this.calls = calls;
    }

    @Override
    public Answer answer(Call call) {
        try {
            return switch (call.method() + " " + call.path().substring(PREFIX.length())) {
                case "POST faults" -> arm(parameters(call));
                case "GET faults" -> armed();
                case "GET calls" -> Answer.json(200, calls.toJson());
                case "GET webhooks" -> webhooks();
                case "POST move" -> move(parameters(call));
                case "POST reset" -> reset();
                default -> problem(404, "The admin has faults, calls, webhooks, move and reset.");
            };
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode parameters(Call call) {
        return call.parameters()
                .orElseThrow(() -> new IllegalArgumentException("The body is no JSON object."));
    }

    /** {@code kind} may hold its argument; or it stands in a field of its own. */
    private Answer arm(ObjectNode wanted) {
        var words = new StringBuilder(wanted.path("kind").asText());
        for (var argument : new String[] {"status", "delivery", "millis", "reason"}) {
            if (wanted.has(argument)) words.append(' ').append(wanted.path(argument).asText());
        }
        var count = wanted.path("count").asInt(1);
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException("count is from 1 to %d.".formatted(COUNT_MAX));
        }
        var where = wanted.path("path").asText();
        stage.faults().arm(new Armed(where, Fault.parse(words.toString()), count));
        return armed();
    }

    private Answer armed() {
        var waiting =
                stage.faults().waiting().stream()
                        .map(armed ->
                                Json.object()
                                        .put("path", armed.where())
                                        .put("fault", armed.fault().toString())
                                        .put("count", armed.count()))
                        .toList();
        var body = Json.object();
        body.set("faults", Json.array(waiting));
        return Answer.json(200, body);
    }

    private Answer webhooks() {
        var body = Json.object();
        body.set("webhooks", Json.array(simulator.told()));
        return Answer.json(200, body);
    }

    private Answer move(ObjectNode wanted) {
        simulator.move(wanted.path("id").asText(), wanted.path("status").asText());
        return Answer.json(200, Json.object());
    }

    private Answer reset() {
        stage.faults().clear();
        stage.store().clear();
        calls.clear();
        return Answer.json(200, Json.object());
    }

    private static Answer problem(int status, String sentence) {
        return Answer.json(status, Json.object().put("problem", sentence));
    }
}
