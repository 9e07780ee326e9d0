package io.florin.sandbox.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.florin.sandbox.provider.Json;

/** What the model says: it follows from the prompt, and fits the format that was asked for. */
final class Writer {
    private static final int DEPTH_MAX = 12;
    private static final int QUOTED_MAX = 80;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String prompt;
    private final String digest;

    Writer(String prompt) {
        this.prompt = prompt;
        digest = Digest.of(prompt);
    }

    /**
     * @param format {@code response_format}, or of a response {@code text.format}
     */
    String write(JsonNode format) {
        return switch (format.path("type").asText()) {
            case "json_object" -> Json.object().put("answer", words()).put("digest", digest) + "";
            case "json_schema" -> {
                var schema = format.path("json_schema").path("schema");
                yield fitting(schema.isMissingNode() ? format.path("schema") : schema, 0)
                        .toString();
            }
            default -> words();
        };
    }

    private String words() {
        var quoted = prompt.substring(0, Math.min(prompt.length(), QUOTED_MAX)).strip();
        return "Simulated answer %s to: %s".formatted(digest, quoted);
    }

    /** The plainest value that fits: least numbers, first words, all fields. */
    private JsonNode fitting(JsonNode schema, int depth) {
        if (depth > DEPTH_MAX) return NODES.nullNode();
        if (schema.has("const")) return schema.path("const");
        if (schema.path("enum").isArray()) return chosen(schema.path("enum"));
        if (schema.path("anyOf").isArray()) return fitting(schema.path("anyOf").path(0), depth + 1);
        var type = schema.path("type");
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "object" -> {
                var object = Json.object();
                schema.path("properties")
                        .properties()
                        .forEach(p -> object.set(p.getKey(), fitting(p.getValue(), depth + 1)));
                yield object;
            }
            case "array" -> {
                var array = NODES.arrayNode();
                var length = Math.clamp(schema.path("minItems").asInt(1), 0, 100);
                for (var i = 0; i < length; i++) {
                    array.add(fitting(schema.path("items"), depth + 1));
                }
                yield array;
            }
            case "integer" -> NODES.numberNode(schema.path("minimum").asLong(1));
            case "number" -> NODES.numberNode(schema.path("minimum").asDouble(0.5));
            case "boolean" -> NODES.booleanNode(true);
            case "string" -> NODES.textNode(words());
            default -> NODES.nullNode();
        };
    }

    /** The prompt decides, so that different prompts are put into different drawers. */
    private JsonNode chosen(JsonNode values) {
        var number = Integer.parseInt(digest.substring(0, 6), 16);
        return values.isEmpty() ? NODES.nullNode() : values.path(number % values.size());
    }
}
