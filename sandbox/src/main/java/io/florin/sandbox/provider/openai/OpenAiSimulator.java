package io.florin.sandbox.provider.openai;

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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** OpenAI, or somebody with the same interface: the key is checked, then faults strike. */
public final class OpenAiSimulator implements Simulator, Manners {
    /** In a prompt: {@code [florin-fault status 503]}. */
    private static final Pattern MAGIC = Pattern.compile("\\[florin-fault ([a-z0-9_ ]{1,60})\\]");

    private static final int MAGIC_WITHIN_BYTES = 64 * 1024;

    private final Stage stage;
    private final String apiKey;
    private final Texts texts;
    private final Handler layers;

    private OpenAiSimulator(Stage stage, String apiKey) {
        this.stage = stage;
        this.apiKey = apiKey;
        texts = new Texts(stage);
        layers = new Faulty(stage, this, this::judged);
    }

    /**
     * Listens until it is closed. Its base URL is the address with {@code /v1}.
     *
     * @param name of several with one interface
     */
    public static ProviderServer start(String name, String apiKey, Surroundings surroundings) {
        return ProviderServer.start(
                name, surroundings, stage -> new OpenAiSimulator(stage, apiKey));
    }

    @Override
    public Manners manners() {
        return this;
    }

    @Override
    public Handler handler() {
        return call ->
                Faulty.withoutFault(key(call)).equals(apiKey)
                        ? layers.answer(call).with("x-request-id", stage.id("req_"))
                        : error(401, "");
    }

    private Answer judged(Call call) {
        try {
            if (call.isDeclined()) throw OpenAiErrors.bad("Your request was rejected as unsafe.");
            return switch (call.method() + " " + call.path()) {
                case "POST /v1/chat/completions" -> Answer.json(200, texts.complete(json(call)));
                case "POST /v1/responses" -> Answer.json(200, texts.respond(json(call)));
                case "POST /v1/audio/transcriptions" -> Transcriptions.transcribe(call);
                default -> error(404, "");
            };
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private static ObjectNode json(Call call) {
        return Json.parse(call.text())
                .orElseThrow(() -> OpenAiErrors.bad("We could not parse the JSON body."));
    }

    @Override
    public String key(Call call) {
        return call.credentials("Bearer");
    }

    @Override
    public Optional<String> magic(Call call) {
        if (call.length() > MAGIC_WITHIN_BYTES) return Optional.empty();
        var told = MAGIC.matcher(call.text());
        return told.find() ? Optional.of(told.group(1)) : Optional.empty();
    }

    @Override
    public Optional<String> wish(Call call) {
        return call.header("X-Client-Request-Id").or(() -> call.header("Idempotency-Key"));
    }

    @Override
    public Answer error(int status, String reason) {
        return OpenAiErrors.ofStatus(status, reason);
    }

    @Override
    public void move(String id, String status) {
        throw new IllegalArgumentException("A model has nothing that could be moved.");
    }

    @Override
    public void resume() {
        // A call that was under way ended with its connection.
    }

    @Override
    public List<ObjectNode> told() {
        return List.of();
    }

    @Override
    public void close() {
        // The server closes what there is.
    }
}
