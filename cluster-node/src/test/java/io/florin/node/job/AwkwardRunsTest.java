package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.job.Due;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that end otherwise than they should, and what is done about them. */
class AwkwardRunsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final List<String> SAID = new CopyOnWriteArrayList<>();
    private static final Outcome DONE = new Outcome.Succeeded("{}");
    private static volatile JobHandler handler = _ -> DONE;
    private static Town town;
    private static WorkNode node;

    @BeforeAll
    static void open() {
        town = new Town(POSTGRES);
        node = new WorkNode(POSTGRES, Town.richWallets(SAID), run -> handler.run(run));
        node.join(node);
        town.awaitState(town.submit(node, "noop", null), JobState.SUCCEEDED);
    }

    @AfterAll
    static void close() {
        node.close();
        town.close();
    }

    @AfterEach
    void nothingIsLeft() {
        handler = _ -> DONE;
        await().atMost(Town.LIMIT).until(() -> node.workers().held() == 0);
    }

    @Test
    void whatTheDatabaseRefusesEndsItsOwnRunAndNoOther() {
        var dues = new ArrayList<Due>();
        var ids = new ArrayList<JobId>();
        for (int i = 0; i < 24; i++) {
            dues.add(Objects.requireNonNull(town.write("noop", null, null).due()));
            ids.add(new JobId("j" + town.last()));
        }
        var poison = ids.remove(7);
        handler =
                run ->
                        run.claim().job().id().equals(poison)
                                ? new Outcome.Succeeded("{\"a\":\"\0\"}")
                                : DONE;
        node.workers().wakes().wake(dues);
        town.awaitAll(ids, JobState.SUCCEEDED);
        var dead = town.awaitState(poison, JobState.DEAD);
        assertThat(Objects.requireNonNull(dead.error()).code()).isEqualTo("outcome_refused");
        assertThat(dead.failures()).isEqualTo(2);
    }

    @Test
    void aRunThatDoesNotHeedThatItWasCancelledKeepsItsKeyUntilItsThreadIsOut() {
        var run = new Deaf();
        handler = run;
        var id = town.submit(node, "keyed", "deaf");
        assertThat(within(run.begun)).isTrue();
        handler = _ -> DONE;
        var next = town.submit(node, "keyed", "deaf");

        var cancelled = town.jobs().cancel(town.find(id).seq(), "another node");
        assertThat(cancelled.settling()).isNull();
        assertThat(cancelled.next()).isEmpty();
        assertThat(within(run.interrupted)).isTrue();
        assertThat(town.job(id).state()).isEqualTo(JobState.SETTLING);
        assertThat(town.job(next).state()).isEqualTo(JobState.QUEUED);

        run.release.countDown();
        town.awaitState(id, JobState.CANCELLED);
        town.awaitState(next, JobState.SUCCEEDED);
    }

    @Test
    void aRunOfThisNodeIsCutAtOnceAndNotSettledBesideItsThread() {
        var run = new Deaf();
        handler = run;
        var id = town.submitPriced(node, "noop");
        assertThat(within(run.begun)).isTrue();
        SAID.clear();
        for (int i = 0; i < 2; i++) {
            var mine = town.jobs().cancel(town.find(id).seq(), node.workers().incarnation());
            node.workers().settles().settle(Objects.requireNonNull(mine.settling()));
        }
        assertThat(within(run.interrupted)).isTrue();
        assertThat(SAID).isEmpty();
        run.release.countDown();
        town.awaitState(id, JobState.CANCELLED);
        assertThat(SAID).hasSize(3).allSatisfy(said -> assertThat(said).contains("captureTo=null"));
    }

    @Test
    void aRunThatHeedsNothingIsEndedWithoutItsThread() {
        var run = new Deaf();
        handler = run;
        var cancelled = town.submit(node, "hasty", null);
        assertThat(within(run.begun)).isTrue();
        town.jobs().cancel(town.find(cancelled).seq(), "another node");
        town.awaitState(cancelled, JobState.CANCELLED);
        assertThat(node.workers().held()).isOne();
        run.release.countDown();
    }

    @Test
    void whatACancelHasLeftUnheardIsSettledByALookOfItsNode() {
        SAID.clear();
        var later = Instant.now().plusSeconds(600);
        var id = town.writePriced("noop", later);
        var unheard = town.jobs().cancel(town.find(id).seq(), node.workers().incarnation());
        assertThat(unheard.settling()).isNotNull();
        town.awaitState(id, JobState.CANCELLED);
        assertThat(SAID).hasSize(3);
    }

    @Test
    void aNodeThatRunsNoJobsLooksForWhatItsDoorHasLeft() {
        var wallets = Town.richWallets(new CopyOnWriteArrayList<>());
        try (var door = WorkNode.withoutWorkers(POSTGRES, wallets)) {
            door.join(node);
            var id = town.writePriced("noop", Instant.now().plusSeconds(600));
            var name = door.workers().incarnation();
            assertThat(town.jobs().cancel(town.find(id).seq(), name).settling()).isNotNull();
            town.awaitState(id, JobState.CANCELLED);
        }
    }

    @Test
    void aRunThatWasClaimedUnheardIsGivenBackByALookOfItsNode() {
        var due = Objects.requireNonNull(town.write("noop", null, null).due());
        var id = new JobId("j" + town.last());
        assertThat(town.runs().claim(List.of(due.seq()), node.workers().incarnation(), 1))
                .hasSize(1);
        assertThat(town.awaitState(id, JobState.SUCCEEDED).attempt()).isEqualTo(2);
    }

    @Test
    void aClaimUnheardIsGivenBackThoughAnOlderRunOfItsJobIsStuckHere() {
        var run = new Deaf();
        handler = run;
        var id = town.submit(node, "noop", null);
        assertThat(within(run.begun)).isTrue();
        handler = _ -> DONE;
        POSTGRES.execute(
                "update job set attempt = 2, version = version + 1 where id = '" + id + "'");
        assertThat(town.awaitState(id, JobState.SUCCEEDED).attempt()).isEqualTo(3);
        assertThat(node.workers().held()).isOne();
        run.release.countDown();
    }

    @Test
    void aProgressThatCannotBeWrittenIsNoFailure() {
        POSTGRES.execute(
                """
                create function refuse_note() returns trigger language plpgsql as $$
                begin
                    raise exception 'not this note' using errcode = 'check_violation';
                end $$;
                create trigger refuse_note before update of progress_note on job for each row
                    when (new.progress_note = 'unwritable') execute function refuse_note();
                """);
        handler =
                run -> {
                    run.progress(10, "unwritable");
                    return DONE;
                };
        var job = town.awaitState(town.submit(node, "noop", null), JobState.SUCCEEDED);
        assertThat(job.attempt()).isOne();
    }

    @Test
    void theDeathOfANodeThatJoinedLaterIsNoticed() {
        var looks = new ArrayList<Set<String>>();
        try (var database = POSTGRES.open()) {
            var table =
                    new RunTable(database) {
                        @Override
                        public List<Due> untold(
                                Set<String> living, Duration within, Duration again) {
                            looks.add(living);
                            return List.of();
                        }
                    };
            var retelling = new Retelling(table, node.kafka(), _ -> {}, Duration.ofMinutes(2));
            for (var living : List.of("a", "a", "a b", "a b c", "a c", "a c", "a c d", "c d")) {
                retelling.afterDeaths(Set.of(living.split(" ")));
            }
        }
        assertThat(looks).containsExactly(Set.of("a"), Set.of("a", "c"), Set.of("c", "d"));
    }

    private static boolean within(CountDownLatch latch) {
        try {
            return latch.await(Town.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
