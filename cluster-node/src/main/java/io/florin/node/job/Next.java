package io.florin.node.job;

import io.florin.node.job.Outcome.Again;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.RunEnd;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from the outcome of a run: the rule, without a clock and without chance. */
final class Next {
    /** After which a provider is asked about what nobody knows; the last for ever after. */
    private static final List<Duration> ASKS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofDays(1));

    private Next() {}

    /**
     * The end of the run of {@code claim}.
     *
     * @param sent whether a request that moves outside money may have left, in this run or before
     * @param drawn a random number in [0, 1)
     */
    static RunEnd after(
            KindSettings kind,
            Claim claim,
            boolean sent,
            Outcome outcome,
            Instant now,
            double drawn) {
        return switch (outcome) {
            case Outcome.Succeeded done -> success(kind, claim, done);
            case Outcome.Failed(var error, var again) ->
                    failure(kind, claim, error, again, now, drawn);
            case Outcome.Unknown(var error) ->
                    sent
                            ? new RunEnd.Ask(claim.fence(), error, asksIn(claim.asks()))
                            : failure(kind, claim, error, new Again.Later(), now, drawn);
        };
    }

    /** What a run that threw, or was cut short, amounts to. */
    static Outcome broken(boolean sent, String code, String message) {
        return sent
                ? new Outcome.Unknown(new JobError(code, message))
                : Outcome.failed(code, message);
    }

    /** What a run that took too long amounts to. */
    static Outcome timeout(boolean sent, KindSettings kind) {
        var said = "The run was stopped after " + kind.timeoutMillis() + " ms.";
        return broken(sent, "timeout", said);
    }

    /** Whether the effect is one that the job's price, or its lack, allows. */
    static boolean fits(Claim claim, Outcome outcome) {
        if (!(outcome instanceof Outcome.Succeeded(_, _, var effect)) || effect == null)
            return true;
        boolean ofPrice =
                switch (effect) {
                    case Effect.Capture _, Effect.Release _ -> true;
                    case Effect.None _, Effect.Credit _ -> false;
                };
        return ofPrice == (claim.job().price() != null);
    }

    private static RunEnd success(KindSettings kind, Claim claim, Outcome.Succeeded done) {
        var effect = done.effect();
        if (effect == null) {
            effect =
                    claim.job().price() == null
                            ? new Effect.None()
                            : new Effect.Capture(kind.captureTo());
        }
        return new RunEnd.Ends(
                claim.fence(), JobState.SUCCEEDED, effect, done.result(), null, done.cost());
    }

    private static RunEnd failure(
            KindSettings kind,
            Claim claim,
            JobError error,
            Again again,
            Instant now,
            double drawn) {
        int failures = claim.job().failures();
        var after = retryAfter(again, now, kind.backoff().millis(failures, drawn));
        if (after == null || failures + 1 >= maxAttempts(kind, claim)) {
            var effect = claim.job().price() == null ? new Effect.None() : new Effect.Release();
            return new RunEnd.Ends(claim.fence(), JobState.DEAD, effect, null, error, null);
        }
        return new RunEnd.Retry(claim.fence(), error, after);
    }

    private static @Nullable Duration retryAfter(Again again, Instant now, long backoffMillis) {
        var soonest = Duration.ofMillis(backoffMillis);
        return switch (again) {
            case Again.Never() -> null;
            case Again.Later() -> soonest;
            case Again.NotBefore(var at) -> {
                var until = Duration.between(now, at);
                yield until.compareTo(soonest) > 0 ? until : soonest;
            }
        };
    }

    private static int maxAttempts(KindSettings kind, Claim claim) {
        var own = claim.job().spec().maxAttempts();
        return own == null ? kind.maxAttempts() : own;
    }

    private static Duration asksIn(int asked) {
        return ASKS.get(Math.min(asked, ASKS.size() - 1));
    }
}
