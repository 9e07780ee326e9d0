package io.florin.edge.problem;

import io.florin.edge.json.JsonObject;
import io.florin.protocol.refusal.Refusal;
import java.util.Map;

/**
 * How an app's own interface says no: like all others, but for some statuses, and perhaps with the
 * sentence as a member {@code error} as well, where its clients look for it.
 */
public record Dialect(Map<Refusal, Integer> statuses, boolean saysError) {
    /** That of {@code /v1}. */
    public static final Dialect OURS = new Dialect(Map.of(), false);

    public Dialect {
        statuses = Map.copyOf(statuses);
    }

    int status(Refusal why) {
        return statuses.getOrDefault(why, Problems.status(why.kind()));
    }

    JsonObject.Builder add(Problem problem, JsonObject.Builder body) {
        return saysError ? body.text("error", problem.detail()) : body;
    }
}
