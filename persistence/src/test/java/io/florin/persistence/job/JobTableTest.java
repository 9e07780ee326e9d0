package io.florin.persistence.job;

import static io.florin.persistence.job.JobScript.NODE;
import static io.florin.persistence.job.JobScript.dies;
import static io.florin.persistence.job.JobScript.retries;
import static io.florin.persistence.job.JobScript.succeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobState;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobTableTest {
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
    void aNewJobIsQueuedAndDueAtOnceOrScheduled() {
        var now = script.jobs.submit(script.row("a", ANY, "f"));
        assertThat(now.reply()).isEqualTo(new Taken(script.job("a"), false));
        assertThat(now.due()).extracting(Due::seq).isEqualTo(script.seq("a"));
        assertThat(script.state("a")).isEqualTo(JobState.QUEUED);
        var inAnHour = Instant.parse("2099-01-01T00:00:00Z");
        var later = script.jobs.submit(script.row("b", ANY.runAt(inAnHour), "f"));
        assertThat(later.due()).isNull();
        assertThat(script.job("b").runAt()).isEqualTo(inAnHour);
        assertThat(script.job("b").spec().runAt()).isEqualTo(inAnHour);
        assertThat(script.state("b")).isEqualTo(JobState.SCHEDULED);
    }

    @Test
    void aRepeatIsTheJobAsItIsAndAnotherRequestIsRefusedEvenAfterItsRowIsForgotten() {
        var wish = ANY.name("key").uniqueKey("u");
        script.submit("a", wish);
        assertThat(reply("a", wish, "f")).isEqualTo(new Taken(script.job("a"), true));
        script.runs.finish(List.of(succeeds(script.run(script.seq("a")))));
        for (int i = 0; i < 2; i++) {
            assertThat(reply("x", wish, "f"))
                    .isInstanceOfSatisfying(Taken.class, taken -> isTheEnded(taken, "a"));
            assertThat(reply("a", ANY, "f"))
                    .isInstanceOfSatisfying(Taken.class, taken -> isTheEnded(taken, "a"));
            assertThat(reply("x", wish, "g")).isEqualTo(denied(Refusal.IDEMPOTENCY_KEY_REUSED));
            assertThat(reply("a", ANY, "g")).isEqualTo(denied(Refusal.ID_REUSED));
            new PastTable(database).purge(filter(null, 10), false);
            assertThat(script.jobs.list(filter(null, 10)).items()).isEmpty();
        }
    }

    private static void isTheEnded(Taken taken, String id) {
        assertThat(taken.replayed()).isTrue();
        assertThat(taken.job().id().value()).isEqualTo(id);
        assertThat(taken.job().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(taken.job().endedAt()).isNotNull();
    }

    @Test
    void anOpenUniqueKeyIsTheJobThatCountsUntilItEnds() {
        script.submit("a", ANY.uniqueKey("u"));
        assertThat(reply("b", ANY.uniqueKey("u"), "f")).isEqualTo(new OpenAlready(script.job("a")));
        script.jobs.cancel(script.seq("a"), NODE);
        assertThat(reply("b", ANY.uniqueKey("u"), "f")).isInstanceOf(Taken.class);
    }

    @Test
    void aHundredParallelSubmitsOfOneKeyAreOneJob() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new java.util.ArrayList<Callable<JobReply>>();
            for (int i = 0; i < 100; i++) {
                var id = "job-" + i;
                calls.add(() -> reply(id, ANY.name("one").uniqueKey("u"), "f"));
            }
            var ids = new java.util.HashSet<String>();
            int fresh = 0;
            for (var answer : threads.invokeAll(calls)) {
                var taken = (Taken) answer.resultNow();
                ids.add(taken.job().id().value());
                if (!taken.replayed()) fresh++;
            }
            assertThat(ids).hasSize(1);
            assertThat(fresh).isEqualTo(1);
            assertThat(script.jobs.list(filter(null, 10)).items()).hasSize(1);
        }
    }

    @Test
    void aPricedJobIsInsertedOnceAndNeverRevivedOnceTheJournalKnowsItsEnd() {
        var row = script.priced("a", ANY);
        assertThat(script.jobs.insertPriced(row)).isPresent();
        assertThat(script.jobs.insertPriced(row)).isEmpty();
        var fence = script.run(script.seq("a"));
        script.runs.finish(List.of(dies(fence, new Effect.Release())));
        script.runs.end(List.of(fence));
        new PastTable(database).purge(filter(null, 10), false);
        POSTGRES.execute(
                """
                insert into event (sequence, era, position, serializer, slice, entity, manifest,
                                   writer, hash, bytes, ref)
                values (1, 1, 0, 1, 0, '%s/w', 'm', 'w', decode(repeat('00', 32), 'hex'), '', 'y/a')
                """
                        .formatted(script.app));
        assertThat(script.jobs.insertPriced(row)).isEmpty();
        assertThat(script.jobs.list(filter(null, 10)).items()).isEmpty();
    }

    @Test
    void whatHasNotBeenSentCanBeCancelled() {
        long waiting = script.submit("a");
        assertThat(cancel(waiting)).isEqualTo(new Taken(script.job("a"), false));
        assertThat(script.state("a")).isEqualTo(JobState.CANCELLED);
        assertThat(cancel(waiting)).isEqualTo(new Taken(script.job("a"), true));

        var running = script.run(script.submit("b", ANY.key("k")));
        long next = script.submit("c", ANY.key("k"));
        var cancelled = script.jobs.cancel(running.seq(), NODE);
        assertThat(cancelled.next()).extracting(Due::seq).containsExactly(next);
        assertThat(script.runs.lost(List.of(running))).containsExactly(running.seq());
        assertThat(script.runs.finish(List.of(succeeds(running))).accepted()).isEmpty();

        long retrying = script.submit("d");
        script.runs.finish(List.of(retries(script.run(retrying))));
        assertThat(cancel(retrying)).isInstanceOf(Taken.class);
    }

    @Test
    void aCancelledPriceIsReleasedByWhoCancelled() {
        long seq = script.submitPriced("a", ANY);
        var fence = new Fence(seq, 0, "node-7");
        var settling =
                new Settling(fence, script.app, script.job("a").id(), "w", new Effect.Release());
        assertThat(script.jobs.cancel(seq, "node-7").settling()).isEqualTo(settling);
        assertThat(cancel(seq)).isInstanceOf(Taken.class);
        assertThat(script.runs.end(List.of(fence)).accepted()).containsExactly(seq);
        assertThat(script.state("a")).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void itIsTooLateForWhatHasBeenSentOrHasEnded() {
        var sent = script.run(script.submit("a"));
        script.runs.markSent(sent);
        assertThat(cancel(sent.seq())).isEqualTo(denied(Refusal.JOB_SENT));
        script.runs.finish(List.of(succeeds(sent)));
        assertThat(cancel(sent.seq())).isEqualTo(denied(Refusal.JOB_ENDED));
        assertThat(cancel(-1)).isEqualTo(denied(Refusal.JOB_NOT_FOUND));
        var cancelled = script.run(script.submit("b"));
        cancel(cancelled.seq());
        assertThat(script.runs.markSent(cancelled)).isFalse();
    }

    @Test
    void theListIsPagedNewestFirstAndFiltered() {
        for (int i = 0; i < 5; i++) script.submit("job-" + i, ANY.key("k" + i % 2));
        var first = script.jobs.list(filter(null, 3));
        assertThat(ids(first.items())).containsExactly("job-4", "job-3", "job-2");
        var second = script.jobs.list(filter(first.nextCursor(), 3));
        assertThat(ids(second.items())).containsExactly("job-1", "job-0");
        assertThat(second.nextCursor()).isNull();
        var ofKey = new JobFilter(script.app, JobState.QUEUED, "ai", "any", "k1", 10, null);
        assertThat(ids(script.jobs.list(ofKey).items())).containsExactly("job-3", "job-1");
        assertThat(script.jobs.count(ofKey)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script.jobs.list(filter("requests.1.a", 3)));
    }

    @Test
    void aPausedQueueBeginsNothingAndResumedTellsOfWhatWaits() {
        var queues = new QueueTable(database);
        long seq = script.submit("a");
        assertThat(queues.pause("ai", true, Duration.ofMinutes(2))).isEmpty();
        try {
            assertThat(script.claim(seq)).isEmpty();
            assertThat(script.runs.dispatch(100, Duration.ofMinutes(2))).isEmpty();
            assertThat(queues.views(script.app, List.of("payment")))
                    .extracting("queue", "paused")
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("ai", true),
                            org.assertj.core.groups.Tuple.tuple("payment", false));
        } finally {
            assertThat(queues.pause("ai", false, Duration.ofMinutes(2)))
                    .extracting(Due::seq)
                    .contains(seq);
        }
        assertThat(script.claim(seq)).hasSize(1);
        var view = queues.views(script.app, List.of("ai")).getFirst();
        assertThat(view.states()).containsEntry(JobState.RUNNING, 1L);
        assertThat(view.startedPerMinute()).isEqualTo(1);
    }

    @Test
    void whatHasEndedIsRetiredByItsAge() {
        for (var id : List.of("a", "b")) {
            script.submit(id, ANY.name(id));
            script.jobs.cancel(script.seq(id), NODE);
        }
        script.submit("open", ANY);
        var past = new PastTable(database);
        var week = Instant.now().plus(Duration.ofDays(7)).plusSeconds(60);
        var keep = new PastTable.Keep(script.app, "any", Duration.ofDays(8));
        assertThat(past.retire(List.of(), Instant.now(), 100)).isZero();
        past.retire(List.of(keep), week, 100);
        assertThat(script.jobs.list(filter(null, 10)).items()).hasSize(3);
        assertThat(past.retire(List.of(), week, 1)).isEqualTo(1);
        assertThat(past.retire(List.of(), week, 100)).isPositive();
        assertThat(ids(script.jobs.list(filter(null, 10)).items())).containsExactly("open");
        assertThat(reply("x", ANY.name("a"), "f")).isInstanceOf(Taken.class);
    }

    @Test
    void aScheduleFiresOnceInTheCluster() {
        var schedules = new ScheduleTable(database);
        var noon = JobScript.NOON;
        var daily = new ScheduleTable.Schedule(script.app, "daily", "0 12 * * *", noon);
        schedules.register(daily);
        schedules.register(
                new ScheduleTable.Schedule(script.app, "daily", "0 12 * * *", noon.plusSeconds(9)));
        assertThat(schedules.due(noon, 10)).contains(daily);
        var job = script.row("j", ANY.name(daily.key()).uniqueKey(daily.key()), "f");
        var next = noon.plus(Duration.ofDays(1));
        assertThat(schedules.fire(daily, next, job)).isPresent();
        assertThat(schedules.fire(daily, next, job)).isEmpty();
        assertThat(schedules.due(noon, 10)).isEmpty();
        assertThat(script.jobs.list(filter(null, 10)).items()).hasSize(1);
        assertThat(schedules.remove(script.app, "daily")).isTrue();
    }

    @Test
    void aParkedRecordIsKeptOnce() {
        var parked = new ParkedTable(database);
        var place = new ParkedTable.Place("florin.jobs.ai.high", 1, 7);
        assertThat(parked.park(place, "no Protobuf", new byte[] {1, 0})).isTrue();
        assertThat(parked.park(place, "no Protobuf", new byte[] {1, 0})).isFalse();
    }

    private JobReply reply(String id, Wish wish, String fingerprint) {
        return script.jobs.submit(script.row(id, wish, fingerprint)).reply();
    }

    private JobReply cancel(long seq) {
        return script.jobs.cancel(seq, NODE).reply();
    }

    private static JobReply denied(Refusal why) {
        return Repeats.denied(why);
    }

    private JobFilter filter(@Nullable String cursor, int limit) {
        return new JobFilter(script.app, null, null, null, null, limit, cursor);
    }

    private static List<String> ids(List<Job> jobs) {
        return jobs.stream().map(job -> job.id().value()).toList();
    }
}
