package io.florin.edge.operation;

import io.florin.edge.json.Shape;
import org.jspecify.annotations.Nullable;

/** One way in which an operation ends well, for the documentation. */
public record Outcome(int status, String sentence, @Nullable Shape body, String type) {
    private static final String JSON = "application/json";

    public Outcome(int status, String sentence, @Nullable Shape body) {
        this(status, sentence, body, JSON);
    }
}
