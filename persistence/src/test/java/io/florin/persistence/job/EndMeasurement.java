package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Run by hand ({@code -Dtest=EndMeasurement}): what it costs the end of a job that somebody may
 * want to be told of it. The ways take turns, for the machine has moods; printed is the median.
 */
class EndMeasurement {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int BATCH = 500;
    private static final int ROUNDS = 41;
    private static final List<String> WAYS =
            List.of(
                    "alter table job disable trigger webhook_of_jobs",
                    "alter table job enable trigger webhook_of_jobs",
                    """
                    insert into webhook_endpoint
                        (created_at, changed_at, id, app, url, events, secret)
                    values (now(), now(), 'e', 'app', 'https://a.example/', '{*}', 's')
                    """);

    @Test
    void ends() {
        try (Database database = POSTGRES.open()) {
            POSTGRES.execute(
                    """
                    insert into job (created_at, run_at, dispatch_at, max_attempts, priority, given,
                                     state, app, queue, kind, id, payload, fingerprint)
                    select now(), now(), now() + interval '1 hour', 5, 1, false, 'QUEUED', 'app',
                           'ai', 'free', 'j-' || i, '{}', 'f' from generate_series(1, 80000) i
                    """);
            POSTGRES.execute("analyze job");
            var runs = new RunTable(database);
            var micros = new double[WAYS.size()][ROUNDS];
            long first = 1;
            for (int round = 0; round < ROUNDS; round++) {
                for (int way = 0; way < WAYS.size(); way++) {
                    POSTGRES.execute(WAYS.get(way));
                    micros[way][round] = end(runs, first);
                    first += BATCH;
                    POSTGRES.execute(
                            "truncate webhook_endpoint, webhook_message, webhook_delivery");
                }
            }
            print("without a trigger", micros[0]);
            print("nobody wants to know", micros[1]);
            print("somebody does", micros[2]);
        }
    }

    /** Microseconds for each job. */
    private static double end(RunTable runs, long first) {
        var seqs = new ArrayList<Long>();
        for (long seq = first; seq < first + BATCH; seq++) seqs.add(seq);
        var claims = runs.claim(seqs, "n", BATCH);
        var ends = claims.stream().map(claim -> JobScript.succeeds(claim.fence())).toList();
        long begin = System.nanoTime();
        runs.finish(ends);
        return (System.nanoTime() - begin) / 1e3 / ends.size();
    }

    private static void print(String way, double... micros) {
        Arrays.sort(micros);
        System.out.printf("%s: %.1f us per job%n", way, micros[micros.length / 2]);
    }
}
