package io.florin.edge.problem;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.util.Map;

/** A refusal on its way to the client: why, one sentence that helps, and the facts beside it. */
public record Problem(Refusal why, String detail, JsonObject facts) {
    /** The fact that says how long to wait; it is the Retry-After, too. */
    public static final String RETRY_AFTER_SECONDS = "retryAfterSeconds";

    public static Problem of(Refusal why) {
        return of(why, why.sentence());
    }

    public static Problem of(Refusal why, String detail) {
        return new Problem(why, detail, JsonObject.EMPTY);
    }

    public static Problem of(Unfit unfit) {
        return new Problem(unfit.why(), unfit.detail(), facts(unfit.facts()));
    }

    /** What a wallet decided: an answer, so made of its facts alone. */
    public static Problem of(Denial denial) {
        return new Problem(denial.why(), denial.why().sentence(), facts(denial.facts()));
    }

    private static JsonObject facts(Map<String, Long> numbers) {
        var facts = JsonObject.with();
        numbers.forEach(facts::whole);
        return facts.build();
    }
}
