package io.florin.persistence.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobReply.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several workers claim, finish, cancel and die in any order. Counters outside the database watch
 * what runs at once: raised after a claim and lowered before its end is sent, so they never count
 * more than the database allows.
 */
class RunPropertyTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int WORKERS = 4;
    private static final int JOBS = 160;
    private static final int MOST = 7;
    private static final int MOST_OF_KEY = 2;

    private static final int MOST_LIVES = 60;

    private static Database database;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final Map<Long, AtomicInteger> ends = new ConcurrentHashMap<>();
    // All that may ever live; who is dead stays so.
    private final Set<String> living = ConcurrentHashMap.newKeySet();
    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20261126})
    void noLimitIsExceededAndEveryJobEndsOnce(long seed) throws Exception {
        var script = new JobScript(database);
        script.runs.kinds(
                List.of(
                        new KindLimits("limited", MOST, MOST_OF_KEY, null, 1_000),
                        new KindLimits("any", null, null, null, 1_000)));
        var seqs = submit(script, new Random(seed));
        for (int i = 0; i < WORKERS; i++) {
            for (int life = 0; life <= MOST_LIVES; life++) living.add(incarnationOf(i, life));
        }
        try (var threads = Executors.newFixedThreadPool(WORKERS)) {
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < WORKERS; i++) {
                var worker = new Worker(script, seqs, new Random(seed + i), i);
                done.add(threads.submit(worker::work));
            }
            for (var each : done) each.get(120, TimeUnit.SECONDS);
        }
        assertThat(broken).describedAs("seed %d", seed).isEmpty();
        for (long seq : seqs) {
            assertThat(ends.getOrDefault(seq, new AtomicInteger()).get())
                    .describedAs("job %d, seed %d", seq, seed)
                    .isEqualTo(1);
        }
    }

    private static String incarnationOf(int worker, int life) {
        return "worker-" + worker + "-" + life;
    }

    private static List<Long> submit(JobScript script, Random random) {
        var seqs = new ArrayList<Long>();
        for (int i = 0; i < JOBS; i++) {
            var wish = random.nextBoolean() ? Wish.of("limited").unordered() : Wish.of("any");
            seqs.add(script.submit("job-" + i, wish.key("k" + random.nextInt(4))));
        }
        return List.copyOf(seqs);
    }

    /** One worker, whose incarnation changes whenever it dies. */
    private final class Worker {
        private final JobScript script;
        private final List<Long> seqs;
        private final Random random;
        private final int number;
        private final List<Claim> held = new ArrayList<>();
        private int life;

        Worker(JobScript script, List<Long> seqs, Random random, int number) {
            this.script = script;
            this.seqs = seqs;
            this.random = random;
            this.number = number;
        }

        private String incarnation() {
            return incarnationOf(number, life);
        }

        void work() {
            while (ends.size() < JOBS && broken.isEmpty()) {
                switch (random.nextInt(12)) {
                    case 0 -> {
                        if (life < MOST_LIVES) die();
                    }
                    case 1 -> cancel();
                    case 2, 3, 4, 5, 6 -> claim();
                    default -> finish();
                }
            }
        }

        private void claim() {
            var some = new ArrayList<Long>();
            for (int i = 0; i < 30; i++) some.add(seqs.get(random.nextInt(JOBS)));
            var claims = script.runs.claim(some, incarnation(), 10);
            claims.forEach(claim -> count(claim, 1));
            held.addAll(claims);
        }

        private void count(Claim claim, int by) {
            var spec = claim.job().spec();
            watch(spec.kind() + spec.key(), by, spec.kind().equals("any") ? 1 : MOST_OF_KEY);
            if (spec.kind().equals("limited")) watch("limited", by, MOST);
        }

        private void watch(String what, int by, int most) {
            int now = running.computeIfAbsent(what, _ -> new AtomicInteger()).addAndGet(by);
            if (now > most) broken.add(what + " runs " + now + " times at once");
        }

        private void finish() {
            if (held.isEmpty()) return;
            var claim = held.remove(random.nextInt(held.size()));
            count(claim, -1);
            boolean retried = random.nextInt(4) == 0;
            var end =
                    retried ? JobScript.retries(claim.fence()) : JobScript.succeeds(claim.fence());
            var accepted = script.runs.finish(List.of(end)).accepted();
            if (!accepted.isEmpty() && !retried) ended(claim.fence().seq());
            if (script.runs.finish(List.of(stale(claim))).accepted().isEmpty()) return;
            broken.add("a stale fence was heard");
        }

        private RunEnd stale(Claim claim) {
            var fence = claim.fence();
            var older = new Fence(fence.seq(), fence.attempt() - 1, fence.incarnation());
            return JobScript.succeeds(older);
        }

        private void ended(long seq) {
            ends.computeIfAbsent(seq, _ -> new AtomicInteger()).incrementAndGet();
        }

        /** Stops one of its own runs: of another's nobody knows when it has stopped. */
        private void cancel() {
            if (held.isEmpty()) return;
            var claim = held.remove(random.nextInt(held.size()));
            count(claim, -1);
            var reply = script.jobs.cancel(claim.fence().seq(), incarnation()).reply();
            mustBeStale(claim, "a cancelled run was heard");
            if (!(reply instanceof Taken taken) || taken.replayed()) return;
            if (script.runs.end(List.of(claim.fence())).accepted().isEmpty()) return;
            ended(claim.fence().seq());
        }

        private void mustBeStale(Claim claim, String otherwise) {
            var end = List.of(JobScript.succeeds(claim.fence()));
            if (!script.runs.finish(end).accepted().isEmpty()) broken.add(otherwise);
        }

        /** All its runs stop, then it is rescued: by its next life. */
        private void die() {
            var dead = incarnation();
            held.forEach(claim -> count(claim, -1));
            var lost = List.copyOf(held);
            held.clear();
            life++;
            living.remove(dead);
            script.rescue(Set.copyOf(living), incarnation());
            for (var claim : lost) mustBeStale(claim, "a dead worker was heard");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7})
    void aRateIsNeverExceededInAnyOfItsWindows(long seed) throws Exception {
        var script = new JobScript(database);
        var rate = new KindLimits.Rate(5, Duration.ofHours(1));
        script.runs.kinds(List.of(new KindLimits("rated", null, null, rate, 3)));
        var seqs = new ArrayList<Long>();
        for (int i = 0; i < 40; i++) seqs.add(script.submit("r" + i, Wish.of("rated")));
        var begun = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(WORKERS)) {
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < WORKERS; i++) {
                var random = new Random(seed + i);
                done.add(
                        threads.submit(() -> {
                            for (int j = 0; j < 10; j++) {
                                var from = random.nextInt(36);
                                var some = seqs.subList(from, from + 4);
                                begun.addAndGet(script.runs.claim(some, "n", 3).size());
                            }
                        }));
            }
            for (var each : done) each.get(60, TimeUnit.SECONDS);
        }
        assertThat(begun.get()).isEqualTo(5);
    }
}
