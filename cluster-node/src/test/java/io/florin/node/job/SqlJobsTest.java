package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.RunEnd;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.job.Settling;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlJobsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Money PRICE = new Money(new Asset("THB"), 900);

    private static Database database;
    private static ExecutorService threads;

    private final String app = "app-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<Due> woken = new CopyOnWriteArrayList<>();
    private final List<Settling> settled = new CopyOnWriteArrayList<>();
    private final FakeWallet wallet = new FakeWallet();
    private Duration ahead = Duration.ZERO;
    private SqlJobs jobs;
    private RunTable runs;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void close() {
        threads.close();
        database.close();
    }

    @BeforeEach
    void aDoor() {
        runs = new RunTable(database);
        jobs =
                new SqlJobs(
                        new SqlJobs.Ground(
                                database,
                                new BlockingCalls(threads, 32, "test"),
                                threads,
                                wallet,
                                woken::addAll,
                                new TwoKinds(),
                                () -> Instant.now().plus(ahead),
                                "node-1",
                                settled::add,
                                () -> "id-" + UUID.randomUUID()));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    lost,    free, '{}',            0,   false, QUEUE_UNKNOWN
                    ai,      lost, '{}',            0,   false, JOB_KIND_UNKNOWN
                    payment, free, '{}',            0,   false, JOB_KIND_UNKNOWN
                    ai,      free, '{}',            0,   true,  PRICE_INVALID
                    ai,      paid, '{}',            0,   false, PRICE_INVALID
                    ai,      free, '{"bad":1}',     0,   false, PAYLOAD_INVALID
                    ai,      free, '{}',            367, false, RUN_AT_INVALID
                    ai,      free, '{}',            -1,  false, RUN_AT_INVALID
                    ai,      paid, '{}',            -1,  true,  RUN_AT_INVALID
                    """)
    void aJobThatCannotBeIsRefused(
            String queue, String kind, String payload, int days, boolean priced, Refusal why) {
        var runAt = days == 0 ? null : Instant.now().plus(Duration.ofDays(days));
        var spec = new JobSpec(queue, kind, null, payload, Priority.NORMAL, runAt, null, null);
        var job = job("a", spec, priced ? new Price(new WalletId(app, "w"), PRICE) : null);
        assertThat(now(jobs.submit(job))).isEqualTo(new Denied(Denial.of(why), false));
    }

    @Test
    void anUnpricedJobIsTakenAndItsWorkersAreWoken() {
        assertThat(submit("a")).isEqualTo(new Taken(found("a"), false));
        assertThat(woken).hasSize(1);
        assertThat(submit("a")).isEqualTo(new Taken(found("a"), true));
        assertThat(woken).hasSize(1);
        assertThat(now(jobs.find(new JobName(app, new JobId("b"), null)))).isEmpty();
    }

    @Test
    void aPricedJobIsTakenByItsWalletAndHasARow() {
        var first = now(jobs.submit(paid("a", null)));
        assertThat(first).isEqualTo(new Taken(found("a"), false));
        assertThat(found("a").price()).isEqualTo(new Price(new WalletId(app, "w"), PRICE));
        assertThat(found("a").createdAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(woken).hasSize(1);
        assertThat(now(jobs.submit(paid("a", null)))).isEqualTo(new Taken(found("a"), true));
        assertThat(woken).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "paid"})
    void aRepeatIsAnsweredAsTheFirstHoweverLate(String kind) {
        var first = soon("a", kind);
        assertThat(now(jobs.submit(first))).isEqualTo(new Taken(found("a"), false));
        ahead = Duration.ofHours(1);
        assertThat(now(jobs.submit(first))).isEqualTo(new Taken(found("a"), true));
    }

    private NewJob soon(String id, String kind) {
        var at = Instant.now().plusSeconds(30);
        var spec = new JobSpec("ai", kind, null, "{}", Priority.NORMAL, at, null, null);
        return job(id, spec, kind.equals("paid") ? new Price(new WalletId(app, "w"), PRICE) : null);
    }

    @Test
    void anOpenUniqueKeyOfAWalletIsTheJobThatCounts() {
        now(jobs.submit(paid("a", "u")));
        assertThat(now(jobs.submit(paid("b", "u"))))
                .isInstanceOfSatisfying(
                        OpenAlready.class,
                        open -> assertThat(open.job().id()).isEqualTo(new JobId("a")));
    }

    @Test
    void aRepeatIsAnsweredTheSameWhenTheJobHasEndedAndItsRowIsForgotten() {
        now(jobs.submit(paid("a", "u")));
        var open = now(jobs.submit(paid("b", "u")));
        wallet.open.clear();
        die(woken.getLast().seq(), new Effect.Release());
        assertThat(now(jobs.purge(filter(), false)).changed()).containsExactly(new JobId("a"));
        POSTGRES.execute(
                """
                insert into event (sequence, era, position, serializer, slice, entity, manifest,
                                   writer, hash, bytes, ref)
                values (1, 1, 0, 1, 0, '%s/w', 'm', 'w', decode(repeat('00', 32), 'hex'), '', 'y/a')
                """
                        .formatted(app));

        assertThat(now(jobs.submit(paid("a", null))))
                .isInstanceOfSatisfying(
                        Taken.class,
                        taken -> {
                            assertThat(taken.replayed()).isTrue();
                            assertThat(taken.job().id()).isEqualTo(new JobId("a"));
                        });
        wallet.open.put("u", wallet.taken.get(new JobId("a")));
        assertThat(now(jobs.submit(paid("b", "u")))).isEqualTo(open);
    }

    @Test
    void aCancelledPriceIsGivenToWhoSettles() {
        now(jobs.submit(paid("a", null)));
        var name = new JobName(app, new JobId("a"), null);
        assertThat(now(jobs.cancel(name))).isInstanceOf(Taken.class);
        assertThat(settled).extracting(Settling::effect).containsExactly(new Effect.Release());
        assertThat(now(jobs.cancel(new JobName(app, new JobId("b"), null))))
                .isEqualTo(new Denied(Denial.of(Refusal.JOB_NOT_FOUND), false));
    }

    @Test
    void whoWaitsIsToldOfTheNextChangeOrThatTimeIsOver() {
        submit("a");
        var job = found("a");
        var name = new JobName(app, new JobId("a"), null);
        assertThat(now(jobs.await(name, job.version() - 1, Duration.ofSeconds(30)))).contains(job);
        assertThat(now(jobs.await(name, job.version(), Duration.ofMillis(1)))).contains(job);
        var waits = jobs.await(name, job.version(), Duration.ofSeconds(30));
        now(jobs.cancel(name));
        assertThat(now(waits)).contains(found("a"));
        assertThat(found("a").state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void deadJobsBeginAnewOnceEachAndLinked() {
        var changed = new ArrayList<JobId>();
        for (var id : List.of("a", "b")) {
            submit(id);
            die(woken.getLast().seq(), new Effect.None());
            changed.add(new JobId(id));
        }
        assertThat(now(jobs.replay(filter(), true)).changed())
                .containsExactlyInAnyOrderElementsOf(changed);
        var begun = now(jobs.replay(filter(), false));
        assertThat(begun.matching()).isEqualTo(2);
        assertThat(begun.changed()).containsExactlyInAnyOrderElementsOf(changed);
        assertThat(now(jobs.list(filter())).items())
                .filteredOn(job -> job.state() == JobState.QUEUED)
                .extracting(Job::replays)
                .containsExactlyInAnyOrderElementsOf(changed);
        assertThat(now(jobs.replay(filter(), false)).changed()).isEmpty();
    }

    private void die(long seq, Effect effect) {
        var fence = runs.claim(List.of(seq), "node-1", 1).getFirst().fence();
        var error = new JobError("failed", "It did not work.");
        runs.finish(List.of(new RunEnd.Ends(fence, JobState.DEAD, effect, null, error, null)));
        runs.end(List.of(fence));
    }

    @Test
    void aQueueIsSeenAsItIs() {
        submit("a");
        assertThat(now(jobs.queues(app))).extracting("queue").containsExactly("ai", "payment");
        assertThat(now(jobs.queues(app)).getFirst().states()).containsEntry(JobState.QUEUED, 1L);
        assertThat(now(jobs.pause("payment", true)).paused()).isTrue();
        assertThat(now(jobs.pause("payment", false)).paused()).isFalse();
    }

    private JobFilter filter() {
        return new JobFilter(app, null, null, null, null, 50, null);
    }

    private JobReply submit(String id) {
        return now(jobs.submit(job(id, spec("free", null), null)));
    }

    private NewJob paid(String id, @Nullable String uniqueKey) {
        return job(id, spec("paid", uniqueKey), new Price(new WalletId(app, "w"), PRICE));
    }

    private static JobSpec spec(String kind, @Nullable String uniqueKey) {
        return new JobSpec("ai", kind, null, "{}", Priority.NORMAL, null, uniqueKey, null);
    }

    private NewJob job(String id, JobSpec spec, @Nullable Price price) {
        return new NewJob(app, new JobId(id), true, null, spec, price, Terms.FREE, null);
    }

    private Job found(String id) {
        return now(jobs.find(new JobName(app, new JobId(id), null))).orElseThrow();
    }

    private static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }
}
