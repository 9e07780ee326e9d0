package io.florin.persistence.job;

import static io.florin.persistence.job.JobScript.NODE;
import static io.florin.persistence.job.JobScript.asks;
import static io.florin.persistence.job.JobScript.dies;
import static io.florin.persistence.job.JobScript.retries;
import static io.florin.persistence.job.JobScript.succeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobCost;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobProgress;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Priority;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Effect.Capture CAPTURE = new Effect.Capture(SystemAccount.FEES);
    private static final Set<String> ALIVE = Set.of("node-2");

    private static Database database;

    private JobScript script;
    private RunTable runs;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anApp() {
        script = new JobScript(database);
        runs = script.runs;
    }

    @Test
    void aClaimedJobIsAsItWasSubmittedAndRunning() {
        long seq = script.submit("a", Wish.of("any").key("k"));
        var claim = script.claim(seq).getFirst();
        assertThat(claim.fence()).isEqualTo(new Fence(seq, 1, NODE));
        assertThat(claim.sent()).isFalse();
        assertThat(claim.job()).isEqualTo(script.job("a"));
        assertThat(claim.job().state()).isEqualTo(JobState.RUNNING);
        assertThat(claim.job().attempt()).isEqualTo(1);
        assertThat(claim.job().spec().key()).isEqualTo("k");
        assertThat(script.claim(seq)).isEmpty();
    }

    @Test
    void anUnpricedSuccessEndsAtOnceWithItsResultAndCost() {
        var fence = script.run(script.submit("a"));
        var cost = new JobCost("openai", "small", "v1", 1_234, "{\"tokens\":3}");
        var end =
                new RunEnd.Ends(
                        fence, JobState.SUCCEEDED, new Effect.None(), "{\"ok\":1}", null, cost);
        assertThat(runs.finish(List.of(end)).accepted()).containsExactly(fence.seq());
        var job = script.job("a");
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.result()).isEqualTo("{\"ok\":1}");
        assertThat(job.cost()).isEqualTo(cost);
        assertThat(job.endedAt()).isNotNull();
    }

    @Test
    void aPricedJobSettlesFirstAndEndsWhenTheWalletHasAnswered() {
        var fence = script.run(script.submitPriced("a", Wish.of("any")));
        var end = new RunEnd.Ends(fence, JobState.SUCCEEDED, CAPTURE, "{}", null, null);
        assertThat(runs.finish(List.of(end)).accepted()).containsExactly(fence.seq());
        assertThat(script.state("a")).isEqualTo(JobState.SETTLING);
        assertThat(runs.settling(NODE, 10))
                .contains(new Settling(fence, script.app, script.job("a").id(), "w", CAPTURE));
        assertThat(runs.end(List.of(fence)).accepted()).containsExactly(fence.seq());
        assertThat(script.state("a")).isEqualTo(JobState.SUCCEEDED);
        assertThat(runs.end(List.of(fence)).accepted()).containsExactly(fence.seq());
    }

    @Test
    void aCreditComesBackWhole() {
        var fence = script.run(script.submit("a"));
        var credit =
                new Effect.Credit(
                        new WalletId(script.app, "w"),
                        new Money(new Asset("THB"), 5),
                        new SystemAccount("@stripe"),
                        "ch_1");
        var end = new RunEnd.Ends(fence, JobState.SUCCEEDED, credit, null, null, null);
        runs.finish(List.of(end));
        assertThat(runs.settling(NODE, 10))
                .contains(new Settling(fence, script.app, script.job("a").id(), null, credit));
    }

    @Test
    void aRetryCountsAFailureAndWaitsForItsTime() {
        var fence = script.run(script.submit("a"));
        var minute = Duration.ofMinutes(1);
        var before = runs.now();
        runs.finish(List.of(new RunEnd.Retry(fence, JobScript.FAILED, minute)));
        assertThat(script.job("a").runAt()).isBetween(before.plus(minute), runs.now().plus(minute));
        assertThat(script.state("a")).isEqualTo(JobState.RETRYING);
        assertThat(script.job("a").failures()).isEqualTo(1);
        assertThat(script.job("a").error()).isEqualTo(JobScript.FAILED);
        assertThat(script.claim(fence.seq())).isEmpty();
    }

    @Test
    void aQuestionMakesTheJobSentAndIsCounted() {
        var fence = script.run(script.submit("a"));
        runs.finish(List.of(asks(fence)));
        assertThat(script.state("a")).isEqualTo(JobState.UNKNOWN);
        var claim = script.claim(fence.seq()).getFirst();
        assertThat(claim.sent()).isTrue();
        assertThat(claim.asks()).isEqualTo(1);
        assertThat(claim.fence().attempt()).isEqualTo(2);
    }

    @Test
    void onlyTheNewestAttemptOfItsHolderWrites() {
        var stale = script.run(script.submit("a"));
        runs.finish(List.of(retries(stale)));
        var newest = script.run(stale.seq());
        var stranger = new Fence(newest.seq(), newest.attempt(), "node-9");
        for (var fence : List.of(stale, stranger)) {
            assertThat(
                            runs.finish(List.of(succeeds(fence), retries(fence), asks(fence)))
                                    .accepted())
                    .isEmpty();
            assertThat(runs.markSent(fence)).isFalse();
            assertThat(runs.progress(fence, new JobProgress(1, ""))).isFalse();
        }
        assertThat(runs.lost(List.of(stale, newest))).containsExactly(stale.seq());
        assertThat(runs.progress(newest, new JobProgress(50, "half"))).isTrue();
        assertThat(script.job("a").progress()).isEqualTo(new JobProgress(50, "half"));
    }

    @Test
    void aRepeatedEndIsAcceptedAndAnotherOneIsNot() {
        var fence = script.run(script.submit("a"));
        assertThat(runs.finish(List.of(succeeds(fence))).accepted()).hasSize(1);
        assertThat(runs.finish(List.of(succeeds(fence))).accepted()).hasSize(1);
        assertThat(runs.finish(List.of(dies(fence, new Effect.None()))).accepted()).isEmpty();
        var other = script.run(script.submit("b"));
        assertThat(runs.finish(List.of(retries(other))).accepted()).hasSize(1);
        assertThat(runs.finish(List.of(retries(other))).accepted()).hasSize(1);
        assertThat(script.job("b").failures()).isEqualTo(1);
        var unlike = new RunEnd.Retry(other, new JobError("other", "No."), Duration.ZERO);
        assertThat(runs.finish(List.of(unlike)).accepted()).isEmpty();
    }

    @Test
    void anEffectThatDoesNotFitThePriceIsNotAccepted() {
        var unpriced = script.run(script.submit("a"));
        var priced = script.run(script.submitPriced("b", Wish.of("any")));
        var wrong = List.of(dies(unpriced, new Effect.Release()), succeeds(priced));
        assertThat(runs.finish(wrong).accepted()).isEmpty();
    }

    @Test
    void aLaneRunsInTheOrderOfItsRowsAndARetryKeepsIt() {
        var lane = Wish.of("any").key("k");
        long first = script.submit("a", lane);
        long second = script.submit("b", lane);
        long third = script.submit("c", lane);
        assertThat(script.claim(second, third)).isEmpty();
        var claims = script.claim(first, second, third);
        assertThat(claims).extracting(claim -> claim.fence().seq()).containsExactly(first);
        assertThat(runs.finish(List.of(retries(claims.getFirst().fence()))).next()).isEmpty();
        assertThat(script.claim(second)).isEmpty();
        var again = script.run(first);
        var next = runs.finish(List.of(succeeds(again))).next();
        assertThat(next).containsExactly(new Due(second, "ai", "any", Priority.NORMAL, "k"));
        assertThat(script.claim(third)).isEmpty();
        assertThat(script.claim(second)).hasSize(1);
    }

    @Test
    void aJobThatIsNotDueYetDoesNotStandInItsLanesWay() {
        var lane = Wish.of("any").key("k");
        script.submit("a", lane.runAt(Instant.now().plusSeconds(600)));
        assertThat(script.claim(script.submit("b", lane))).hasSize(1);
    }

    @Test
    void higherPrioritiesAreTakenFirst() {
        long low = script.submit("a", Wish.of("any").priority(Priority.LOW));
        long high = script.submit("b", Wish.of("any").priority(Priority.HIGH));
        var claims = runs.claim(List.of(low, high), NODE, 1);
        assertThat(claims).extracting(claim -> claim.fence().seq()).containsExactly(high);
    }

    @Test
    void theDeadAreRescuedByWhatTheyMayHaveDone() {
        var clean = script.run(script.submit("clean"));
        var sent = script.run(script.submit("sent"));
        assertThat(runs.markSent(sent)).isTrue();
        var settling = script.run(script.submitPriced("settling", Wish.of("any")));
        runs.finish(List.of(dies(settling, new Effect.Release())));

        var rescue = script.rescue(ALIVE, "node-2");

        assertThat(rescue.due()).extracting(Due::seq).contains(clean.seq(), sent.seq());
        assertThat(script.state("clean")).isEqualTo(JobState.RETRYING);
        assertThat(script.state("sent")).isEqualTo(JobState.UNKNOWN);
        var adopted = new Fence(settling.seq(), 1, "node-2");
        assertThat(rescue.settling()).extracting(Settling::fence).contains(adopted);
        assertThat(runs.finish(List.of(succeeds(clean), succeeds(sent))).accepted()).isEmpty();
        assertThat(runs.end(List.of(settling)).accepted()).isEmpty();
        assertThat(runs.end(List.of(adopted)).accepted()).hasSize(1);
        assertThat(script.rescue(ALIVE, "node-2")).isEqualTo(new Rescue(List.of(), List.of()));
    }

    @Test
    void whoeverKillsTooManyWorkersIsQuarantinedUnlessItMayHaveMovedMoney() {
        runs.kinds(List.of(KindLimits.none("poison", 2)));
        script.submit("a", Wish.of("poison").key("k"));
        script.submitPriced("b", Wish.of("poison"));
        script.submit("c", Wish.of("poison"));
        long next = script.submit("d", Wish.of("poison").key("k"));
        for (int i = 0; i < 2; i++) {
            script.run(script.seq("a"));
            script.run(script.seq("b"));
            runs.markSent(script.run(script.seq("c")));
            var rescue = script.rescue(ALIVE, "node-2");
            var dues = rescue.due().stream().map(Due::seq).toList();
            assertThat(dues.contains(next)).isEqualTo(i == 1);
        }
        assertThat(script.state("a")).isEqualTo(JobState.DEAD);
        assertThat(script.job("a").error()).extracting("code").isEqualTo("quarantined");
        assertThat(script.state("b")).isEqualTo(JobState.SETTLING);
        assertThat(script.state("c")).isEqualTo(JobState.UNKNOWN);
        assertThat(script.claim(next)).hasSize(1);
    }

    @Test
    void whoHasBegunSinceTheLivingWereListedMayBeOneWhoJoinedMeanwhile() {
        var dead = script.run(script.submit("dead"));
        var living = new Living(ALIVE, runs.now());
        var joined = script.run(script.submit("joined"));
        assertThat(runs.rescue(living, "node-2", JobScript.AGAIN).due())
                .extracting(Due::seq)
                .contains(dead.seq())
                .doesNotContain(joined.seq());
        assertThat(runs.finish(List.of(succeeds(joined))).accepted()).hasSize(1);
    }

    @Test
    void nobodyIsRescuedByTheDead() {
        assertThatIllegalArgumentException().isThrownBy(() -> script.rescue(Set.of(), "node-2"));
    }
}
