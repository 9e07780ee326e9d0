package io.florin.persistence.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.job.KindLimits.Rate;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is told when a limit has room again: nobody too few, and nobody who was never refused. */
class LimitTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration AGAIN = Duration.ofMinutes(2);

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
    void aFullKindTellsOfTheNextWhenAPlaceIsFree() {
        runs.kinds(List.of(new KindLimits("two", 2, null, null, 3)));
        var seqs = submit("two", 4);
        var held = runs.claim(seqs, "n", 10);
        assertThat(held).hasSize(2);
        var next = runs.finish(List.of(JobScript.succeeds(held.getFirst().fence()))).next();
        assertThat(next).extracting(Due::seq).containsExactly(seqs.get(2));
        assertThat(runs.claim(seqs, "n", 10)).hasSize(1);
    }

    @Test
    void aKindThatHasRefusedNobodyTellsOfNobody() {
        runs.kinds(List.of(new KindLimits("wide", 100, null, null, 3)));
        var seqs = submit("wide", 4);
        var held = runs.claim(seqs.subList(0, 2), "n", 10);
        var ends = held.stream().map(claim -> JobScript.succeeds(claim.fence())).toList();
        assertThat(runs.finish(ends).next()).isEmpty();
    }

    @Test
    void aFullKeyTellsOfItsOwnNext() {
        runs.kinds(List.of(new KindLimits("keyed", null, 1, null, 3)));
        var wish = Wish.of("keyed").unordered();
        long first = script.submit("a", wish.key("a"));
        long second = script.submit("b", wish.key("a"));
        long other = script.submit("c", wish.key("c"));
        var held = runs.claim(List.of(first, second, other), "n", 10);
        assertThat(held).extracting(claim -> claim.fence().seq()).containsExactly(first, other);
        var next = runs.finish(List.of(JobScript.succeeds(held.getFirst().fence()))).next();
        assertThat(next).extracting(Due::seq).containsExactly(second);
    }

    @Test
    void aRateBeginsAnewWithItsWindowAndTheDispatcherTellsOfIt() {
        var rate = new Rate(2, Duration.ofMillis(300));
        runs.kinds(List.of(new KindLimits("rated", null, null, rate, 3)));
        var seqs = submit("rated", 5);
        assertThat(runs.claim(seqs, "n", 10)).hasSize(2);
        var told = new ArrayList<Due>();
        await().until(() -> {
            told.addAll(runs.dispatch(100, AGAIN));
            return told.size() >= 2;
        });
        assertThat(told).extracting(Due::seq).containsExactly(seqs.get(2), seqs.get(3));
        assertThat(runs.claim(seqs, "n", 10)).hasSize(2);
    }

    /** Counted from outside, by when each run began, while many claim at once and never rest. */
    @Test
    void howeverManyClaimNoMoreRunsBeginThanTheRateAllows() {
        int most = 7;
        var window = Duration.ofMillis(200);
        runs.kinds(List.of(new KindLimits("binding", null, null, new Rate(most, window), 3)));
        var seqs = submit("binding", most * 20);
        claimAll(seqs);
        var begun = begun(seqs);
        // Between the look at the clock and the note of the time the machine may be busy.
        long micros = window.toNanos() / 1_000 / 2;
        for (int first = 0; first + most < begun.size(); first++) {
            assertThat(begun.get(first + most) - begun.get(first))
                    .as("%d runs from number %d on", most + 1, first)
                    .isGreaterThanOrEqualTo(micros);
        }
    }

    /** A window that ends while a claim is under way is not counted twice. */
    @Test
    void noWindowEverHasMoreRunsThanTheRate() {
        database.<Boolean>autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "alter table job_kind add constraint exact"
                                    + " check (kind <> 'exact' or window_count <= rate_runs)")) {
                return statement.execute();
            }
        });
        var rate = new Rate(2, Duration.ofMillis(3));
        runs.kinds(List.of(new KindLimits("exact", null, null, rate, 3)));
        claimAll(submit("exact", 2 * 1_000));
    }

    private void claimAll(List<Long> seqs) {
        var claimed = new AtomicInteger();
        var failed = new AtomicReference<@Nullable RuntimeException>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> {
                    try {
                        while (failed.get() == null && claimed.get() < seqs.size()) {
                            // The first are claimed first.
                            int from = Math.max(0, claimed.get() - 20);
                            var some = seqs.subList(from, Math.min(seqs.size(), from + 40));
                            claimed.addAndGet(runs.claim(some, "n", 40).size());
                        }
                    } catch (RuntimeException e) {
                        failed.set(e);
                    }
                });
            }
        }
        assertThat(failed).hasNullValue();
        assertThat(claimed).hasValue(seqs.size());
    }

    /** In microseconds. */
    private static List<Long> begun(List<Long> seqs) {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "select (extract(epoch from claimed_at) * 1000000)::bigint from job"
                                    + " where seq = any (?::bigint[]) order by claimed_at")) {
                statement.setObject(1, Sql.longs(seqs));
                return Sql.list(statement, row -> row.getLong(1));
            }
        });
    }

    private List<Long> submit(String kind, int count) {
        var seqs = new ArrayList<Long>();
        for (int i = 0; i < count; i++) seqs.add(script.submit(kind + i, Wish.of(kind)));
        return seqs;
    }
}
