package io.florin.edge.webhook;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.JsonValue.Items;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where in a message something stands: {@code /data/object/id}; {@code *} is every item of a list.
 * The empty path leads nowhere.
 */
public record JsonPath(List<String> steps) {
    static final JsonPath NOWHERE = new JsonPath(List.of());

    private static final String EVERY = "*";
    private static final int MAX_STEPS = 16;

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /** Throws {@link IllegalArgumentException} with what it should be. */
    static JsonPath parse(String text) {
        if (text.isEmpty()) return NOWHERE;
        var steps = List.of(text.split("/", -1));
        boolean isPath = steps.getFirst().isEmpty() && steps.stream().skip(1).noneMatch(""::equals);
        if (!isPath || steps.size() < 2 || steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException(
                    "is %s: write it as /data/object/id, with * for every item of a list."
                            .formatted(text));
        }
        return new JsonPath(steps.subList(1, steps.size()));
    }

    /** All that stands there, in order. */
    List<JsonValue> in(JsonObject message) {
        if (steps.isEmpty()) return List.of();
        Stream<JsonValue> reached = Stream.of(message);
        for (String step : steps) reached = reached.flatMap(value -> next(value, step));
        return reached.toList();
    }

    private static Stream<JsonValue> next(JsonValue value, String step) {
        return switch (value) {
            case JsonObject object -> Stream.ofNullable(object.get(step));
            case Items(var items) -> step.equals(EVERY) ? items.stream().map(i -> i) : Stream.of();
            case JsonValue.Scalar _ -> Stream.of();
        };
    }
}
