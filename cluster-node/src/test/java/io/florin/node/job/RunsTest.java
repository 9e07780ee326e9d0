package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Spans;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.OwnRuns;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Priority;
import io.florin.protocol.trace.TraceIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The runs of a node, without the node: a test says what time it is and what is stopped. */
class RunsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch claimed = new CountDownLatch(1);
    private final CountDownLatch heard = new CountDownLatch(1);
    private final Places places = new Places(4);
    private Town town;
    private Database database;

    @BeforeEach
    void open() {
        town = new Town(POSTGRES);
        database = POSTGRES.open();
        POSTGRES.execute("truncate job cascade; truncate job_name");
    }

    @AfterEach
    void close() {
        database.close();
        town.close();
        threads.close();
    }

    private Runs runs(RunTable table, JobHandler handler) {
        var config =
                WorkNode.config(POSTGRES).withFallback(ConfigFactory.defaultReference()).resolve();
        var metrics = new JobMetrics(Meter.NONE, Spans.NONE);
        var wallets = Town.richWallets(new CopyOnWriteArrayList<>());
        var doors = new Settler.Doors(table, wallets, WorkNode.noLedger(), _ -> {}, _ -> {});
        var tools =
                new Runs.Tools(
                        table,
                        new OwnRuns(database),
                        "node-1",
                        JobSettings.from(config),
                        new JobHandlers(Map.of("noop", handler, "hasty", handler)),
                        metrics,
                        InstantSource.system(),
                        new Random(1),
                        new TraceIds(new Random(2)));
        return new Runs(tools, _ -> {}, new Settler(doors, metrics, 10));
    }

    private long write(String kind) {
        return Objects.requireNonNull(town.write(kind, null, null).due()).seq();
    }

    @Test
    void whatIsStoppedAndDoesNotHeedItIsGivenBackWithoutItsThread() throws Exception {
        var run = new Deaf();
        var runs = runs(town.runs(), run);
        assertThat(places.take(Priority.NORMAL, 1)).isOne();
        runs.claim(List.of(write("hasty")), places);
        assertThat(run.begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runs.stopAll()).isOne();
        assertThat(run.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        runs.checkTimes(System.nanoTime() + Duration.ofMinutes(1).toNanos());
        town.awaitState(new JobId("j1"), JobState.QUEUED);
        assertThat(town.job(new JobId("j1")).failures()).isZero();
        assertThat(places.taken()).isOne();

        run.release.countDown();
        await().atMost(Town.LIMIT).until(() -> runs.count() == 0);
        assertThat(places.taken()).isZero();
        runs.close();
    }

    @Test
    void whoTakesNoMoreHasWhatIsBeingClaimed() throws Exception {
        var run = new Deaf();
        var runs = runs(new SlowTable(database), run);
        long seq = write("noop");
        var claiming = threads.submit(() -> runs.claim(List.of(seq), places));
        assertThat(claimed.await(30, TimeUnit.SECONDS)).isTrue();
        var closed = CompletableFuture.runAsync(runs::takeNoMore, threads);
        assertThat(runs.count()).isZero();
        assertThat(closed).isNotDone();
        heard.countDown();
        closed.get(30, TimeUnit.SECONDS);
        assertThat(claiming.get(30, TimeUnit.SECONDS)).isOne();
        assertThat(runs.count()).isOne();

        long late = write("noop");
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> runs.claim(List.of(late), places));
        assertThat(town.job(new JobId("j2")).state()).isEqualTo(JobState.QUEUED);
        run.release.countDown();
        town.awaitState(new JobId("j1"), JobState.SUCCEEDED);
        runs.close();
    }

    /** Its answers take a while. */
    private final class SlowTable extends RunTable {
        SlowTable(Database database) {
            super(database);
        }

        @Override
        public List<Claim> claim(List<Long> seqs, String incarnation, int most) {
            var claims = super.claim(seqs, incarnation, most);
            claimed.countDown();
            try {
                if (!heard.await(30, TimeUnit.SECONDS)) throw new AssertionError("too late");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return claims;
        }
    }
}
