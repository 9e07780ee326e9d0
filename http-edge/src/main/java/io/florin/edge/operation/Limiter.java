package io.florin.edge.operation;

import io.florin.edge.caller.Access;
import io.florin.edge.json.JsonObject;
import io.florin.edge.limit.Budget;
import io.florin.edge.limit.RateLimit;
import io.florin.edge.limit.RateLimitRules;
import io.florin.edge.problem.Cause;
import io.florin.edge.problem.Problem;
import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.limit.RateVerdict;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one more call is admitted. An operation has the rule it names, or else the default one;
 * who is not limited by it costs no question to the counters.
 */
public record Limiter(RateLimitRules rules, RateLimits counters) {
    private static final Logger LOG = LoggerFactory.getLogger(Limiter.class);

    /** Go on, or say why not; either way with these headers. */
    record Passage(Optional<Problem> refusal, List<HttpHeader> headers) {
        static final Passage FREE = new Passage(Optional.empty(), List.of());
    }

    /** Throws {@link IllegalArgumentException} if an operation's rule is not configured. */
    public void check(Operation operation, String path) {
        var unknown = rule(operation).filter(name -> !rules.knows(name));
        if (unknown.isEmpty()) return;
        throw new IllegalArgumentException(
                ("%1$s %2$s is limited by the rule %3$s: configure %4$s.%3$s,"
                                + " with limit = 0 for none.")
                        .formatted(operation.method(), operation.template(), unknown.get(), path));
    }

    /** None for what is open to all: it costs nothing and is asked by machines. */
    private static Optional<String> rule(Operation operation) {
        var named = operation.limitedBy();
        if (named != null) return Optional.of(named);
        return operation.access() == Access.PUBLIC
                ? Optional.empty()
                : Optional.of(RateLimitRules.DEFAULT);
    }

    CompletionStage<Passage> take(Operation operation, Admitted admitted) {
        return rule(operation)
                .flatMap(rules::find)
                .flatMap(limit ->
                        limit.by()
                                .subject(admitted.caller(), admitted.address())
                                .map(subject -> take(limit, admitted.app().name(), subject)))
                .orElseGet(() -> CompletableFuture.completedFuture(Passage.FREE));
    }

    private CompletionStage<Passage> take(RateLimit limit, String app, String subject) {
        return counters.take(limit.rule(), app, subject)
                .handle((verdict, failure) ->
                        failure == null
                                ? passage(limit.budget(), verdict)
                                : silent(limit, Cause.of(failure)));
    }

    private static Passage passage(Budget budget, RateVerdict verdict) {
        var refusal = verdict.admitted() ? null : exhausted(verdict);
        return new Passage(Optional.ofNullable(refusal), budget.headers(verdict));
    }

    private static Problem exhausted(RateVerdict verdict) {
        return new Problem(
                Refusal.RATE_LIMITED,
                Refusal.RATE_LIMITED.sentence(),
                JsonObject.with()
                        .whole(Problem.RETRY_AFTER_SECONDS, verdict.resetSeconds())
                        .build());
    }

    private static Passage silent(RateLimit limit, Throwable failure) {
        LOG.warn("Nobody counts for {}: {}", limit.rule().name(), failure.toString());
        return switch (limit.whenUnreachable()) {
            case ADMIT -> Passage.FREE;
            case REFUSE -> new Passage(Optional.of(Problem.of(Refusal.UNAVAILABLE)), List.of());
        };
    }
}
