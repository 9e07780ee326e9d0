package io.florin.sandbox.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Json;

/**
 * What is billed: about a token for four characters.
 *
 * @param cached of the prompt; half of a long one, in blocks
 * @param reasoning of the completion; only of models that reason
 */
record Usage(long prompt, long cached, long completion, long reasoning) {
    private static final long CHARACTERS_PER_TOKEN = 4;
    private static final long CACHED_FROM = 1_024;
    private static final long CACHE_BLOCK = 128;

    static Usage of(String prompt, String completion, String model, JsonNode effort) {
        var tokens = tokens(prompt);
        var cached = tokens < CACHED_FROM ? 0 : tokens / 2 / CACHE_BLOCK * CACHE_BLOCK;
        var reasoning = reasons(model) ? reasoning(effort.asText()) : 0;
        return new Usage(tokens, cached, tokens(completion) + reasoning, reasoning);
    }

    static long tokens(String text) {
        return ((long) text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    private static boolean reasons(String model) {
        return model.matches("(o[0-9]|gpt-5).*");
    }

    private static long reasoning(String effort) {
        return switch (effort) {
            case "none", "minimal" -> 0;
            case "low" -> 64;
            case "high" -> 256;
            default -> 128;
        };
    }

    /** As chat completions show it. */
    ObjectNode ofChat() {
        var usage =
                Json.object()
                        .put("prompt_tokens", prompt)
                        .put("completion_tokens", completion)
                        .put("total_tokens", prompt + completion);
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", cached)
                .put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", reasoning)
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    /** As responses show it. */
    ObjectNode ofResponse() {
        var usage =
                Json.object()
                        .put("input_tokens", prompt)
                        .put("output_tokens", completion)
                        .put("total_tokens", prompt + completion);
        usage.putObject("input_tokens_details").put("cached_tokens", cached);
        usage.putObject("output_tokens_details").put("reasoning_tokens", reasoning);
        return usage;
    }
}
