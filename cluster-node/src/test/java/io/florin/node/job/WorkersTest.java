package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.job.JobMetrics.Count;
import io.florin.persistence.job.Due;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One node does jobs, with real PostgreSQL and a real broker. */
class WorkersTest {
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
        var first = town.submit(node, "noop", null);
        town.awaitState(first, JobState.SUCCEEDED);
    }

    @AfterAll
    static void close() {
        node.close();
        town.close();
    }

    @BeforeEach
    void reset() {
        handler = _ -> DONE;
    }

    @Test
    void aJobRunsOnceAndItsResultIsKept() {
        handler =
                run -> {
                    run.progress(40, "reading");
                    return new Outcome.Succeeded("{\"ok\":true}");
                };
        var id = town.submit(node, "noop", null);
        var job = town.awaitState(id, JobState.SUCCEEDED);
        assertThat(job.result()).isEqualTo("{\"ok\":true}");
        assertThat(job.attempt()).isOne();
        assertThat(Objects.requireNonNull(job.progress()).percent()).isEqualTo(40);
    }

    @Test
    void aFailedJobIsTriedAgainUntilItIsDead() {
        handler = _ -> Outcome.failed("no_luck", "Not today.");
        var id = town.submit(node, "noop", null);
        var job = town.awaitState(id, JobState.DEAD);
        assertThat(job.attempt()).isEqualTo(3);
        assertThat(Objects.requireNonNull(job.error()).code()).isEqualTo("no_luck");

        handler =
                run -> {
                    if (run.claim().job().failures() < 1) throw new IllegalStateException("Oh.");
                    return DONE;
                };
        var other = town.awaitState(town.submit(node, "noop", null), JobState.SUCCEEDED);
        assertThat(other.attempt()).isEqualTo(2);
    }

    @Test
    void aJobThatIsDueLaterRunsThen() {
        var runAt = Instant.now().plusMillis(800);
        town.write("noop", null, runAt);
        var job = town.awaitState(new JobId("j" + town.last()), JobState.SUCCEEDED);
        assertThat(Objects.requireNonNull(job.endedAt())).isAfterOrEqualTo(runAt);
    }

    @Test
    void aRunThatTakesTooLongIsInterrupted() {
        handler =
                _ -> {
                    new CountDownLatch(1).await();
                    return DONE;
                };
        var job = town.awaitState(town.submit(node, "hasty", null), JobState.DEAD);
        assertThat(Objects.requireNonNull(job.error()).code()).isEqualTo("timeout");
    }

    @Test
    void aRunThatDoesNotHeedItsTimeOutEndsWithoutIt() {
        var release = new CountDownLatch(1);
        handler =
                _ -> {
                    while (release.getCount() > 0) {
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            // That is the point.
                        }
                    }
                    return DONE;
                };
        var id = town.submit(node, "hasty", null);
        var job = town.awaitState(id, JobState.DEAD);
        assertThat(Objects.requireNonNull(job.error()).code()).isEqualTo("timeout");
        release.countDown();
        await().atMost(Town.LIMIT).until(() -> node.workers().held() == 0);
        assertThat(town.job(id).state()).isEqualTo(JobState.DEAD);
    }

    @Test
    void whatMayHaveMovedMoneyIsUnknownAndAskedFirst() {
        handler =
                run -> {
                    run.markSent();
                    throw new IllegalStateException("No answer.");
                };
        var id = town.submit(node, "noop", null);
        var job = town.awaitState(id, JobState.UNKNOWN);
        assertThat(job.runAt()).isAfter(Instant.now().plusSeconds(2));

        var asked = new CopyOnWriteArrayList<Boolean>();
        handler =
                run -> {
                    asked.add(run.mustAskFirst());
                    return DONE;
                };
        town.awaitState(id, JobState.SUCCEEDED);
        assertThat(asked).containsExactly(true);
    }

    @Test
    void aCancelledRunIsInterruptedAndWritesNothing() {
        var interrupted = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        handler =
                _ -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return DONE;
                };
        var id = town.submit(node, "noop", null);
        assertThat(within(begun)).isTrue();
        town.jobs().cancel(town.find(id).seq(), "the door");
        assertThat(within(interrupted)).isTrue();
        await().atMost(Town.LIMIT).until(() -> node.workers().held() == 0);
        assertThat(town.job(id).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aRecordThatCannotBeReadIsParkedAndTheStreamGoesOn() {
        var topic = node.kafka().topic(KafkaDues.topic("work", Priority.NORMAL));
        node.kafka()
                .publisher()
                .publish(List.of(new ProducerRecord<>(topic, "x", new byte[] {1, 2, 3})));
        await().atMost(Town.LIMIT)
                .until(() ->
                        POSTGRES.count(
                                        "select count(*) from parked_record where bytes ="
                                                + " '\\x010203'")
                                == 1);
        town.awaitState(town.submit(node, "noop", null), JobState.SUCCEEDED);
    }

    @Test
    void aJobThatIsToldTwiceRunsOnce() {
        var runs = new ConcurrentHashMap<JobId, AtomicInteger>();
        handler =
                run -> {
                    runs.computeIfAbsent(run.claim().job().id(), _ -> new AtomicInteger())
                            .incrementAndGet();
                    return DONE;
                };
        var due = Objects.requireNonNull(town.write("noop", null, null).due());
        var id = new JobId("j" + town.last());
        for (int i = 0; i < 5; i++) node.workers().wakes().wake(List.of(due));
        town.awaitState(id, JobState.SUCCEEDED);
        long skipped = node.workers().metrics().of(Count.SKIPPED);
        node.workers().wakes().wake(List.of(due));
        await().atMost(Town.LIMIT)
                .until(() -> node.workers().metrics().of(Count.SKIPPED) > skipped);
        assertThat(runs.get(id)).hasValue(1);
    }

    @Test
    void aRecordOfAJobThatIsNotThereDoesNoHarm() {
        node.workers()
                .wakes()
                .wake(List.of(new Due(999_999_999, "work", "noop", Priority.HIGH, null)));
        town.awaitState(town.submit(node, "noop", null), JobState.SUCCEEDED);
    }

    @Test
    void aPriceIsCapturedOrReleasedUntilTheWalletHasAnswered() {
        SAID.clear();
        var id = town.submitPriced(node, "noop");
        town.awaitState(id, JobState.SUCCEEDED);
        assertThat(SAID)
                .hasSize(3)
                .allSatisfy(said -> assertThat(said).contains("EndJob", id.value(), "@fees"));

        SAID.clear();
        handler = _ -> new Outcome.Failed(new JobError("no", "No."), new Outcome.Again.Never());
        var dead = town.submitPriced(node, "noop");
        town.awaitState(dead, JobState.DEAD);
        assertThat(SAID).hasSize(3).allSatisfy(said -> assertThat(said).contains("captureTo=null"));
    }

    @Test
    void whatAnIncarnationThatIsGoneHasBegunRunsHereAndPoisonDoesNot() {
        var plain = town.write("noop", null, null);
        var plainId = new JobId("j" + town.last());
        var poison = town.write("poison", null, null);
        var poisonId = new JobId("j" + town.last());
        handler = _ -> DONE;
        var seqs =
                List.of(
                        Objects.requireNonNull(plain.due()).seq(),
                        Objects.requireNonNull(poison.due()).seq());
        assertThat(town.runs().claim(seqs, "gone:1#x", 2)).hasSize(2);
        var job = town.awaitState(plainId, JobState.SUCCEEDED);
        assertThat(job.attempt()).isEqualTo(2);
        town.awaitState(poisonId, JobState.SUCCEEDED);

        var again = Objects.requireNonNull(town.write("poison", null, null).due());
        var id = new JobId("j" + town.last());
        POSTGRES.execute(
                "update job set deaths = 1, version = version + 1 where seq = " + again.seq());
        assertThat(town.runs().claim(List.of(again.seq()), "gone:1#x", 1)).hasSize(1);
        var dead = town.awaitState(id, JobState.DEAD);
        assertThat(Objects.requireNonNull(dead.error()).code()).isEqualTo("quarantined");
    }

    @Test
    void aScheduleBeginsAJobOnceForEachTime() {
        POSTGRES.execute(
                """
                update job_schedule set next_at = '2026-03-01 00:00:00Z' where name = 'clockwork'
                """);
        town.awaitState(new JobId("clockwork-1772323200"), JobState.SUCCEEDED);
        var later =
                "select count(*) from job_schedule where name = 'clockwork' and next_at > now()";
        assertThat(POSTGRES.count(later)).isOne();
    }

    private static boolean within(CountDownLatch latch) {
        try {
            return latch.await(Town.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
