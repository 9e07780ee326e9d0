package io.florin.edge.operation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.florin.edge.caller.ClientAddress;
import io.florin.edge.json.Unfit;
import io.florin.edge.limit.RateLimit;
import io.florin.edge.limit.RateLimitRules;
import io.florin.edge.problem.Cause;
import io.florin.edge.problem.Problem;
import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts credentials that are nobody's, by the address they come from. Beyond the rule that address
 * hears 429 until its window ends, before anything is verified or looked up; except with a
 * credential that was valid at this edge lately, for a neighbour's guesses are not one's own.
 * Whoever is valid is never counted, and while no address is beyond the rule costs a look at an
 * empty map.
 */
public final class Guesses {
    private static final Logger LOG = LoggerFactory.getLogger(Guesses.class);
    private static final String RULE = "refused";
    private static final String ALL_APPS = "*";
    private static final int MAX_REMEMBERED = 10_000;

    private final Optional<RateLimit> limit;
    private final RateLimits counters;
    private final Cache<String, Integer> exhausted =
            Caffeine.newBuilder()
                    .maximumSize(MAX_REMEMBERED)
                    .expireAfter(
                            Expiry.creating(
                                    (String _, Integer seconds) -> Duration.ofSeconds(seconds)))
                    .build();

    /** By the rule {@value #RULE}; if it is off nothing is counted. */
    public Guesses(RateLimitRules rules, RateLimits counters) {
        this.limit = rules.find(RULE);
        this.counters = counters;
    }

    /** Whether any address is beyond the rule. */
    boolean areTooMany() {
        return !exhausted.asMap().isEmpty();
    }

    /** Why nothing from there is looked at; empty if it is. */
    Optional<Unfit> refusal(ClientAddress address) {
        return exhausted
                .policy()
                .expireVariably()
                .flatMap(times -> times.getExpiresAfter(address.subject()))
                .map(left -> tooMany(left.toSeconds() + 1));
    }

    private static Unfit tooMany(long seconds) {
        return new Unfit(
                new Denial(Refusal.RATE_LIMITED, Map.of(Problem.RETRY_AFTER_SECONDS, seconds)));
    }

    /** What is said of a credential that is nobody's: just that, or that there were too many. */
    CompletionStage<Unfit> counted(Unfit nobodys, ClientAddress address) {
        return limit.map(known -> counted(known, nobodys, address))
                .orElseGet(() -> CompletableFuture.completedStage(nobodys));
    }

    private CompletionStage<Unfit> counted(RateLimit known, Unfit nobodys, ClientAddress address) {
        String subject = address.subject();
        return counters.take(known.rule(), ALL_APPS, subject)
                .handle((verdict, failure) -> {
                    if (failure != null) return silent(known, nobodys, Cause.of(failure));
                    if (verdict.admitted()) return nobodys;
                    exhausted.put(subject, Math.max(1, Math.toIntExact(verdict.resetSeconds())));
                    return tooMany(verdict.resetSeconds());
                });
    }

    private static Unfit silent(RateLimit known, Unfit nobodys, Throwable failure) {
        LOG.warn("Nobody counts for {}: {}", known.rule().name(), failure.toString());
        return switch (known.whenUnreachable()) {
            case ADMIT -> nobodys;
            case REFUSE -> Unfit.of(Refusal.UNAVAILABLE);
        };
    }
}
