package io.florin.benchmark.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.server.BenchServer;
import io.florin.benchmark.server.BenchServer.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * db-scheduler, lock-and-fetch, with its own table and indexes. Measured from the first run of a
 * task until its table is empty.
 */
final class SchedulerDrain implements Contender {
    private static final Duration OFTEN = Duration.ofMillis(2);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int BATCH = 1_000;

    /** Fractions of the threads: fetches when fewer than the first wait, up to the second. */
    private static final double LOWER = 4.0;

    private static final double UPPER = 20.0;

    private static final String TABLE =
            """
            create table scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamptz, picked boolean not null, picked_by text,
                last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                last_heartbeat timestamptz, version bigint not null, priority smallint, state text,
                primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            create index priority_execution_time_idx
                on scheduled_tasks (priority desc, execution_time asc);
            """;

    private final int jobs;
    private final int threads;
    private final BenchServer server;
    private final Database database;
    private final HikariDataSource source;
    private final AtomicLong firstNanos = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final OneTimeTask<Void> task = Tasks.oneTime("noop").execute((_, _) -> begun());
    private int runs;

    SchedulerDrain(int jobs, int threads, BenchServer server) {
        this.jobs = jobs;
        this.threads = threads;
        this.server = server;
        this.database = server.create("db_scheduler");
        database.run(TABLE);
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.address().user());
        config.setPassword(database.address().password());
        config.setMaximumPoolSize(threads);
        this.source = new HikariDataSource(config);
    }

    private void begun() {
        if (firstNanos.get() == 0) firstNanos.compareAndSet(0, System.nanoTime());
        done.incrementAndGet();
    }

    @Override
    public String name() {
        return "db-scheduler, lock and fetch, %d threads".formatted(threads);
    }

    @Override
    public Sample run(Duration length) {
        enqueue();
        firstNanos.set(0);
        done.set(0);
        var scheduler =
                Scheduler.create(source, task)
                        .threads(threads)
                        .pollUsingLockAndFetch(LOWER, UPPER)
                        .pollingInterval(Duration.ofMillis(100))
                        .build();
        scheduler.start();
        try {
            Spin.until("a task has begun", OFTEN, LIMIT, () -> firstNanos.get() != 0);
            var before = server.meter().read();
            Spin.until("all tasks have run", OFTEN, LIMIT, () -> done.get() >= jobs);
            Spin.until("all tasks are gone", OFTEN, LIMIT, this::isEmpty);
            long elapsed = System.nanoTime() - firstNanos.get();
            return new Sample(jobs, elapsed, server.meter().read().minus(before));
        } finally {
            scheduler.stop();
        }
    }

    private void enqueue() {
        var client = SchedulerClient.Builder.create(source, task).build();
        var prefix = "r" + ++runs + "-";
        var batch = new ArrayList<TaskInstance<?>>();
        for (int job = 0; job < jobs; job++) {
            batch.add(task.instance(prefix + job));
            if (batch.size() == BATCH || job == jobs - 1) {
                client.scheduleBatch(batch, Instant.now());
                batch.clear();
            }
        }
        database.run("vacuum analyze scheduled_tasks");
        server.checkpoint();
    }

    private boolean isEmpty() {
        return database.ask("select exists (select from scheduled_tasks)").equals("f");
    }

    @Override
    public void close() {
        source.close();
        server.drop(database);
    }
}
