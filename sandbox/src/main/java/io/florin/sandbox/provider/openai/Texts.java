package io.florin.sandbox.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Chat completions and responses: messages in, one message out. Nothing is streamed. */
final class Texts {
    private static final Set<String> ROLES =
            Set.of("system", "developer", "user", "assistant", "tool");

    private final Stage stage;

    Texts(Stage stage) {
        this.stage = stage;
    }

    ObjectNode complete(ObjectNode request) {
        var model = model(request);
        var messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw OpenAiErrors.bad("Missing required parameter: 'messages'.");
        }
        var said = said(messages);
        var content = new Writer(said.getLast()).write(request.path("response_format"));
        var usage =
                Usage.of(String.join("\n", said), content, model, request.path("reasoning_effort"));
        var completion =
                Json.object()
                        .put("id", stage.id("chatcmpl-"))
                        .put("object", "chat.completion")
                        .put("created", stage.now().getEpochSecond())
                        .put("model", model)
                        .put("service_tier", "default");
        var choice = completion.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "stop").putNull("logprobs");
        var message = choice.putObject("message").put("role", "assistant");
        message.put("content", content).putNull("refusal").putArray("annotations");
        completion.set("usage", usage.ofChat());
        return completion;
    }

    ObjectNode respond(ObjectNode request) {
        var model = model(request);
        var input = request.path("input");
        var said = new ArrayList<String>();
        if (request.hasNonNull("instructions")) said.add(request.path("instructions").asText());
        if (input.isTextual()) said.add(input.asText());
        if (input.isArray() && !input.isEmpty()) said.addAll(said(input));
        if (said.isEmpty()) throw OpenAiErrors.bad("Missing required parameter: 'input'.");
        var content = new Writer(said.getLast()).write(request.path("text").path("format"));
        var effort = request.path("reasoning").path("effort");
        var response =
                Json.object()
                        .put("id", stage.id("resp_"))
                        .put("object", "response")
                        .put("created_at", stage.now().getEpochSecond())
                        .put("model", model)
                        .put("status", "completed")
                        .put("parallel_tool_calls", true)
                        .put("tool_choice", "auto")
                        .putNull("error")
                        .putNull("incomplete_details")
                        .putNull("instructions")
                        .putNull("metadata")
                        .putNull("temperature")
                        .putNull("top_p");
        response.putArray("tools");
        var message = response.putArray("output").addObject();
        message.put("type", "message").put("id", stage.id("msg_"));
        message.put("status", "completed").put("role", "assistant");
        var part = message.putArray("content").addObject().put("type", "output_text");
        part.put("text", content).putArray("annotations");
        response.set(
                "usage", Usage.of(String.join("\n", said), content, model, effort).ofResponse());
        return response;
    }

    private static String model(ObjectNode request) {
        if (request.path("stream").asBoolean()) {
            throw OpenAiErrors.bad("The simulator does not stream.");
        }
        var model = request.path("model").asText();
        if (model.isEmpty()) throw OpenAiErrors.bad("you must provide a model parameter");
        if (!model.matches("(gpt-|o[0-9]|chatgpt-).*")) throw OpenAiErrors.unknownModel(model);
        return model;
    }

    /** The text of each message. */
    private static List<String> said(JsonNode messages) {
        var said = new ArrayList<String>();
        for (var message : messages) {
            var role = message.path("role").asText();
            if (!ROLES.contains(role))
                throw OpenAiErrors.bad("Invalid role: '%s'.".formatted(role));
            var content = message.path("content");
            var text = new StringBuilder(content.isTextual() ? content.asText() : "");
            for (var part : content) text.append(part.path("text").asText());
            said.add(text.toString());
        }
        return said;
    }
}
