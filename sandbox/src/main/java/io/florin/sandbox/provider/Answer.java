package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a simulator answers.
 *
 * @param effect whether something has happened because of this call, for those who count effects
 * @param droppedAfter the caller never sees the answer: the connection is held so long, then closed
 */
public record Answer(
        int status,
        Map<String, String> headers,
        String body,
        boolean effect,
        @Nullable Duration droppedAfter) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** An answer of JSON, an effect when it is a success. */
    public static Answer json(int status, JsonNode body) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json"),
                body.toString(),
                status < 300,
                null);
    }

    public static Answer text(String body) {
        return new Answer(200, Map.of("Content-Type", "text/plain"), body, true, null);
    }

    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, effect, droppedAfter);
    }

    /** The same answer to a call that has changed nothing. */
    public Answer withoutEffect() {
        return new Answer(status, headers, body, false, droppedAfter);
    }

    Answer withEffectOf(Answer other) {
        return new Answer(status, headers, body, other.effect, droppedAfter);
    }

    Answer droppedAfter(Duration hold) {
        return new Answer(status, headers, body, effect, hold);
    }

    /** The same answer, not dropped: what a provider remembers of it. */
    public Answer remembered() {
        return new Answer(status, headers, body, effect, null);
    }
}
