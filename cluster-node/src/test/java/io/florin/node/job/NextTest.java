package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.job.JobKinds.Priced;
import io.florin.node.job.KindSettings.Backoff;
import io.florin.node.job.KindSettings.Limits;
import io.florin.node.job.Outcome.Again;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.Fence;
import io.florin.persistence.job.RunEnd;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from an outcome. The kind has 3 attempts and a back-off of 1 s to 4 s. */
class NextTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final KindSettings KIND =
            new KindSettings(
                    "ai",
                    1_000,
                    3,
                    new Backoff(1_000, 4_000),
                    Limits.NONE,
                    true,
                    3,
                    7,
                    Priced.OPTIONAL,
                    SystemAccount.FEES);

    @ParameterizedTest(name = "{0}, {1} failures, sent {2}, priced {3}: {4}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    succeeded   | 0 | false | false | SUCCEEDED None
                    succeeded   | 2 | true  | true  | SUCCEEDED Capture @fees
                    never       | 0 | false | false | DEAD None
                    never       | 0 | false | true  | DEAD Release
                    later       | 0 | false | true  | retry in 500
                    later       | 1 | false | true  | retry in 1000
                    later       | 2 | false | true  | DEAD Release
                    later       | 2 | false | false | DEAD None
                    # The provider says that it did not happen.
                    later       | 0 | true  | true  | retry in 500
                    never       | 0 | true  | true  | DEAD Release
                    in 10 s     | 0 | false | false | retry in 10000
                    in 0 s      | 0 | false | false | retry in 500
                    in 10 s     | 2 | false | false | DEAD None
                    # Nothing was sent: it is a failure like another.
                    unknown     | 0 | false | true  | retry in 500
                    unknown     | 2 | false | true  | DEAD Release
                    # However often it failed, nothing is guessed.
                    unknown     | 0 | true  | true  | ask in 5000
                    unknown     | 2 | true  | true  | ask in 5000
                    """)
    void theNextStateFollowsFromTheOutcome(
            String outcome, int failures, boolean sent, boolean priced, String expected) {
        var claim = claim(failures, priced, 0, null);
        assertThat(said(Next.after(KIND, claim, sent, outcome(outcome), NOW, 0.5)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,PT5S", "1,PT30S", "2,PT5M", "3,PT1H", "4,P1D", "5,P1D", "1000,P1D"})
    void aProviderIsAskedLessAndLessOften(int asks, Duration after) {
        var end = Next.after(KIND, claim(0, true, asks, null), true, outcome("unknown"), NOW, 0.5);
        assertThat(said(end)).isEqualTo("ask in " + after.toMillis());
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,0.999,999", "1,0.5,1000", "2,0.5,2000", "3,0.5,2000", "90,0.5,2000"})
    void theJitterIsFullBelowACeilingThatDoubles(int failures, double drawn, long millis) {
        assertThat(KIND.backoff().millis(failures, drawn)).isEqualTo(millis);
    }

    @Test
    void aJobsOwnNumberOfAttemptsCounts() {
        var claim = claim(0, false, 0, 1);
        assertThat(said(Next.after(KIND, claim, false, outcome("later"), NOW, 0.5)))
                .isEqualTo("DEAD None");
    }

    @Test
    void anEffectFitsAPriceOrTheLackOfOne() {
        var money = new Money(new Asset("EUR"), 1);
        var me = new WalletId("shop", "ann");
        var credit = new Effect.Credit(me, money, SystemAccount.FEES, "r");
        assertThat(fits(true, new Effect.Release())).isTrue();
        assertThat(fits(true, new Effect.Capture(SystemAccount.FEES))).isTrue();
        assertThat(fits(true, credit)).isFalse();
        assertThat(fits(true, new Effect.None())).isFalse();
        assertThat(fits(false, credit)).isTrue();
        assertThat(fits(false, new Effect.Release())).isFalse();
        assertThat(fits(false, null)).isTrue();
        assertThat(fits(true, null)).isTrue();
    }

    private static boolean fits(boolean priced, @Nullable Effect effect) {
        return Next.fits(claim(0, priced, 0, null), new Outcome.Succeeded("{}", null, effect));
    }

    private static Outcome outcome(String text) {
        var error = new JobError("code", "Message.");
        return switch (text) {
            case "succeeded" -> new Outcome.Succeeded("{}");
            case "never" -> new Outcome.Failed(error, new Again.Never());
            case "later" -> new Outcome.Failed(error, new Again.Later());
            case "in 10 s" -> new Outcome.Failed(error, new Again.NotBefore(NOW.plusSeconds(10)));
            case "in 0 s" -> new Outcome.Failed(error, new Again.NotBefore(NOW));
            default -> new Outcome.Unknown(error);
        };
    }

    private static String said(RunEnd end) {
        return switch (end) {
            case RunEnd.Ends ends -> ends.endsAs() + " " + said(ends.effect());
            case RunEnd.Retry(_, _, var after) -> "retry in " + after.toMillis();
            case RunEnd.Ask(_, _, var after) -> "ask in " + after.toMillis();
        };
    }

    private static String said(Effect effect) {
        return switch (effect) {
            case Effect.Capture(var to) -> "Capture " + to;
            default -> effect.getClass().getSimpleName();
        };
    }

    private static Claim claim(int failures, boolean priced, int asks, @Nullable Integer attempts) {
        var spec = new JobSpec("ai", "noop", null, "{}", Priority.NORMAL, null, null, attempts);
        var price =
                priced
                        ? new Price(new WalletId("shop", "ann"), new Money(new Asset("EUR"), 5))
                        : null;
        var job =
                new Job(
                        "shop",
                        new JobId("j1"),
                        spec,
                        price,
                        JobState.RUNNING,
                        1,
                        1,
                        failures,
                        null,
                        null,
                        null,
                        null,
                        NOW,
                        NOW,
                        null,
                        null);
        return new Claim(new Fence(1, 1, "me"), job, false, asks);
    }
}
