package io.florin.persistence.job;

import static io.florin.persistence.job.JobScript.NODE;
import static io.florin.persistence.job.JobScript.succeeds;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is cancelled while it runs, and what is heard of it too late. */
class CancelTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Wish ANY = Wish.of("any");

    private static Database database;

    private JobScript script;

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
    }

    @Test
    void aCancelledRunKeepsItsKeysUntilItsHolderSaysThatItHasStopped() {
        var running = script.run(script.submit("b", ANY.key("k").uniqueKey("u")));
        long next = script.submit("c", ANY.key("k"));
        var settling =
                new Settling(running, script.app, script.job("b").id(), null, new Effect.None());
        for (int i = 0; i < 2; i++) {
            var cancelled = script.jobs.cancel(running.seq(), i == 0 ? "node-9" : NODE);
            assertThat(cancelled.reply()).isEqualTo(new Taken(script.job("b"), i == 1));
            assertThat(cancelled.settling()).isEqualTo(i == 0 ? null : settling);
            assertThat(cancelled.next()).isEmpty();
        }
        assertThat(script.state("b")).isEqualTo(JobState.SETTLING);
        assertThat(script.claim(next)).isEmpty();
        var same = script.jobs.submit(script.row("x", ANY.uniqueKey("u"), "f"));
        assertThat(same.reply()).isInstanceOf(OpenAlready.class);
        assertThat(script.runs.lost(List.of(running))).containsExactly(running.seq());
        assertThat(script.runs.markSent(running)).isFalse();
        assertThat(script.runs.finish(List.of(succeeds(running))).accepted()).isEmpty();
        assertThat(script.runs.settling(List.of(running))).containsExactly(settling);

        var ended = script.runs.end(List.of(running));
        assertThat(ended.accepted()).containsExactly(running.seq());
        assertThat(ended.next()).extracting(Due::seq).containsExactly(next);
        assertThat(script.state("b")).isEqualTo(JobState.CANCELLED);
        assertThat(script.runs.settling(List.of(running))).isEmpty();
    }

    @Test
    void aCancelledRunKeepsItsPlaceAmongTheLimitedUntilItHasStopped() {
        script.runs.kinds(
                List.of(
                        new KindLimits("one", 1, null, null, 3),
                        new KindLimits("one_of_key", null, 1, null, 3)));
        for (var kind : List.of("one", "one_of_key")) {
            var wish = Wish.of(kind).unordered().key("k");
            var seqs = List.of(script.submit(kind + "-1", wish), script.submit(kind + "-2", wish));
            var running = script.runs.claim(seqs, NODE, 10).getFirst().fence();
            assertThat(script.jobs.cancel(running.seq(), NODE).next()).isEmpty();
            assertThat(script.runs.claim(seqs, NODE, 10)).isEmpty();
            var next = script.runs.end(List.of(running)).next();
            assertThat(next).extracting(Due::seq).containsExactly(seqs.get(1));
            assertThat(script.runs.claim(seqs, NODE, 10)).hasSize(1);
        }
    }

    @Test
    void aCancelledRunWhoseHolderDiesIsEndedByWhoAdoptsIt() {
        var running = script.run(script.submit("a"));
        script.jobs.cancel(running.seq(), NODE);
        var rescue = script.rescue(Set.of("node-2"), "node-2");
        var adopted = new Fence(running.seq(), 1, "node-2");
        assertThat(rescue.settling()).extracting(Settling::fence).contains(adopted);
        assertThat(script.runs.end(List.of(adopted)).accepted()).containsExactly(running.seq());
        assertThat(script.state("a")).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void whatItsDoorHasNotHeardOfIsTheDoorsToSettleWhenAskedAgain() {
        long seq = script.submitPriced("a", ANY);
        var first = script.jobs.cancel(seq, "node-7");
        var again = script.jobs.cancel(seq, "node-7");
        assertThat(again.reply()).isEqualTo(new Taken(script.job("a"), true));
        assertThat(again.settling()).isNotNull().isEqualTo(first.settling());
        assertThat(script.jobs.cancel(seq, "node-8").settling()).isNull();
    }
}
