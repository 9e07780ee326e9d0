package io.florin.sandbox.provider.omise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Answer;
import io.florin.sandbox.provider.Call;
import io.florin.sandbox.provider.Faulty;
import io.florin.sandbox.provider.Handler;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Manners;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Refused;
import io.florin.sandbox.provider.Simulator;
import io.florin.sandbox.provider.Stage;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.Webhooks;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Omise: the key is checked, then faults strike, then rules judge. */
public final class OmiseSimulator implements Simulator, Manners {
    /** Where a customer may have put the name of its wish, for the tallies of calls. */
    private static final List<String> WISHES = List.of("florin_key", "key", "job", "intent");

    private final Stage stage;
    private final String secretKey;
    private final Webhooks webhooks;
    private final OmiseObjects objects;
    private final Charges charges;
    private final Transfers transfers;
    private final Handler layers;

    private OmiseSimulator(Stage stage, String secretKey, byte[] webhookSecret) {
        this.stage = stage;
        this.secretKey = secretKey;
        webhooks =
                new Webhooks(
                        stage,
                        OmiseObjects.signer(webhookSecret),
                        OmiseObjects.signer("somebody else".getBytes(StandardCharsets.UTF_8)));
        objects = new OmiseObjects(stage, webhooks);
        charges = new Charges(stage, objects);
        transfers = new Transfers(stage, objects);
        layers = new Faulty(stage, this, this::judged);
    }

    /**
     * Listens until it is closed.
     *
     * @param webhookSecret in Base64, as Omise shows it
     */
    public static ProviderServer start(
            String secretKey, String webhookSecret, Surroundings surroundings) {
        var secret = OmiseObjects.decoded(webhookSecret);
        return ProviderServer.start(
                "omise", surroundings, stage -> new OmiseSimulator(stage, secretKey, secret));
    }

    @Override
    public Manners manners() {
        return this;
    }

    @Override
    public Handler handler() {
        return call ->
                Faulty.withoutFault(key(call)).equals(secretKey)
                        ? layers.answer(call)
                        : error(401, "");
    }

    private Answer judged(Call call) {
        try {
            var object = stage.judge(() -> route(call));
            var answer = Answer.json(200, object);
            return object.path("status").asText().equals("failed")
                    ? answer.withoutEffect()
                    : answer;
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private ObjectNode route(Call call) {
        var params = call.parameters().orElseGet(Json::object);
        var segments = call.segments();
        var id = segments.size() > 1 ? segments.get(1) : "";
        return switch (shape(call)) {
            case "POST charges" -> charges.create(params, call.isDeclined());
            case "GET charges" -> objects.list(Charges.KIND, "/charges", params, _ -> true);
            case "GET charges/ID" -> charges.get(id);
            case "POST charges/ID/refunds" -> charges.refund(id, params, call.isDeclined());
            case "GET charges/ID/refunds" -> charges.refunds(id, params);
            case "POST charges/ID/reverse" -> charges.finish(id, "reversed");
            case "POST charges/ID/expire" -> charges.finish(id, "expired");
            case "POST charges/ID/mark_as_paid" -> charges.finish(id, "successful");
            case "POST charges/ID/mark_as_failed" -> charges.finish(id, "failed");
            case "POST transfers" -> transfers.create(params, call.isDeclined());
            case "GET transfers" -> objects.list(Transfers.KIND, "/transfers", params, _ -> true);
            case "GET transfers/ID" -> transfers.get(id);
            case "POST transfers/ID/mark_as_sent" -> transfers.move(id, "sent");
            case "POST transfers/ID/mark_as_paid" -> transfers.move(id, "paid");
            case "GET events" -> objects.list("event", "/events", params, _ -> true);
            case "GET events/ID" -> objects.get("event", id);
            case "GET search" -> objects.search(params);
            default -> throw OmiseErrors.unknown("path", call.path());
        };
    }

    private static String shape(Call call) {
        var segments = call.segments();
        var shape = new StringBuilder(call.method()).append(' ').append(segments.getFirst());
        for (var i = 1; i < segments.size(); i++) {
            shape.append('/').append(i == 1 ? "ID" : segments.get(i));
        }
        return shape.toString();
    }

    /** The user name of HTTP basic; there is no password. */
    @Override
    public String key(Call call) {
        try {
            var decoded = Base64.getDecoder().decode(call.credentials("Basic"));
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    @Override
    public Optional<String> magic(Call call) {
        return metadata(call, "florin_fault");
    }

    @Override
    public Optional<String> wish(Call call) {
        return WISHES.stream()
                .filter(_ -> call.method().equals("POST"))
                .flatMap(name -> metadata(call, name).stream())
                .findFirst();
    }

    private static Optional<String> metadata(Call call, String name) {
        return call.parameters()
                .map(params -> params.path("metadata").path(name).asText())
                .filter(value -> !value.isEmpty());
    }

    @Override
    public Answer error(int status, String reason) {
        return OmiseErrors.ofStatus(status, reason);
    }

    @Override
    public void move(String id, String status) {
        try {
            stage.alone(() -> {
                var _ =
                        id.startsWith("chrg_")
                                ? charges.finish(id, status)
                                : transfers.move(id, status);
            });
        } catch (Refused refused) {
            throw new IllegalArgumentException(refused.answer().body(), refused);
        }
    }

    @Override
    public void resume() {
        charges.resume();
        transfers.resume();
        webhooks.resume();
    }

    @Override
    public List<ObjectNode> told() {
        return webhooks.log();
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
