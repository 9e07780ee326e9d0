package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.persistence.figure.FigureQuery;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Run by hand ({@code -Dtest=RunMeasurement}): what a claim and an end cost per job. */
class RunMeasurement {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void claimAndFinish() {
        try (Database database = POSTGRES.open()) {
            POSTGRES.execute(
                    """
                    insert into job (created_at, run_at, dispatch_at, max_attempts, priority, given,
                                     state, app, queue, kind, id, payload, key, lane,
                                     idempotency_key, fingerprint)
                    select now(), now(), now() + interval '1 hour', 5, 1, false,
                           'QUEUED', 'app' || (i % 3), 'ai', 'free', 'j-' || i,
                           '{"a":"' || repeat('x', 200) || '"}', 'key' || i, 'key' || i,
                           'k-' || i, md5(i::text)
                    from generate_series(1, 200000) i
                    """);
            POSTGRES.execute("analyze job");
            var runs = new RunTable(database);
            for (int batch : List.of(100, 500)) {
                for (int round = 0; round < 3; round++) measure(runs, "free", batch);
            }
            runs.kinds(List.of(new KindLimits("free", 1_000, null, null, 3)));
            for (int batch : List.of(100, 500)) measure(runs, "limited", batch);
            runs.kinds(List.of(new KindLimits("free", null, 500, null, 3)));
            for (int batch : List.of(100, 500)) measure(runs, "limited by key", batch);
            var script = new JobScript(database);
            long begin = System.nanoTime();
            for (int i = 0; i < 300; i++) script.submit("s-" + i, Wish.of("any"));
            print("submit", 1, 300, System.nanoTime() - begin);
            begin = System.nanoTime();
            new QueueTable(database).views("app1", List.of("ai"));
            print("queue views of 66,000", 1, 1, System.nanoTime() - begin);
            for (int i = 0; i < 3; i++) {
                begin = System.nanoTime();
                new FigureQuery(database).all();
                print("figures of 200,000", 1, 1, System.nanoTime() - begin);
            }
            begin = System.nanoTime();
            runs.republishAll();
            print("republish all", 1, 1, System.nanoTime() - begin);
            begin = System.nanoTime();
            int dues = runs.dispatch(500, Duration.ofMinutes(2)).size();
            print("dispatch", dues, dues, System.nanoTime() - begin);
        }
    }

    private long first = 1;

    private void measure(RunTable runs, String what, int batch) {
        long claiming = 0;
        long ending = 0;
        int jobs = 0;
        for (int i = 0; i < 10; i++) {
            var seqs = new ArrayList<Long>();
            for (int j = 0; j < batch; j++) seqs.add(first++);
            long begin = System.nanoTime();
            var claims = runs.claim(seqs, "n", batch);
            claiming += System.nanoTime() - begin;
            jobs += claims.size();
            var ends = claims.stream().map(claim -> JobScript.succeeds(claim.fence())).toList();
            begin = System.nanoTime();
            runs.finish(ends);
            ending += System.nanoTime() - begin;
        }
        print(what + " claim", batch, jobs, claiming);
        print(what + " finish", batch, jobs, ending);
    }

    private static void print(String what, int batch, int jobs, long nanos) {
        System.out.printf(
                "%s, batch %d: %.1f us per job (%d jobs)%n",
                what, batch, nanos / 1e3 / Math.max(1, jobs), jobs);
    }
}
