package io.florin.benchmark.job;

import com.typesafe.config.Config;
import io.florin.benchmark.engine.EngineSettings;
import io.florin.benchmark.server.BenchServer.Database;
import io.florin.node.calls.BlockingCalls;
import io.florin.node.job.JobHandler;
import io.florin.node.job.JobHandlers;
import io.florin.node.job.JobIntake;
import io.florin.node.job.JobMetrics;
import io.florin.node.job.JobSettings;
import io.florin.node.job.KafkaDues;
import io.florin.node.job.KnownKinds;
import io.florin.node.job.SqlJobs;
import io.florin.node.job.Workers;
import io.florin.node.kafka.Kafka;
import io.florin.node.kafka.KafkaSettings;
import io.florin.node.projection.ReadSide;
import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Spans;
import io.florin.node.wallet.JournalMemory;
import io.florin.node.wallet.ShardedWallets;
import io.florin.node.wallet.WalletSettings;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.journal.JournalEngine;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.wallet.Wallets;
import io.florin.sandbox.terminal.CommandFailed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * One node's wallets, read side, Kafka and workers in this process, as the node wires them. It does
 * jobs once it has {@link #join}ed.
 */
final class JobNode implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final int CALLS = 256;

    private final ActorSystem<Void> system;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final JournalEngine journal;
    private final Kafka kafka;
    private final KafkaDues dues;
    private final ShardedWallets wallets;
    private final Workers workers;
    private final KnownKinds kinds;

    private JobNode(Config config, Function<String, JobHandler> handler) {
        system = ActorSystem.create(Behaviors.empty(), "florin", config);
        var clock = InstantSource.system();
        journal = JournalEngine.get(system);
        var memory = new JournalMemory(journal.names(), journal::confirm);
        wallets =
                ShardedWallets.start(
                        ClusterSharding.get(system), WalletSettings.from(config), memory, clock);
        var settings = JobSettings.from(config);
        kafka =
                Kafka.start(
                        system,
                        KafkaSettings.from(config),
                        KafkaDues.topics(settings.parallel().keySet()),
                        blocking);
        dues = new KafkaDues(kafka);
        var handlers =
                settings.kinds().keySet().stream().collect(Collectors.toMap(kind -> kind, handler));
        kinds = new KnownKinds(settings, new JobHandlers(handlers));
        var intake = JobIntake.ofReadSide(kinds, dues, blocking);
        var readSide = ReadSide.start(system, journal.database(), intake, wallets::wake, clock);
        workers =
                Workers.start(
                        new Workers.Surroundings(
                                system,
                                journal.database(),
                                kafka,
                                wallets,
                                readSide.ledger(),
                                clock,
                                RandomGenerator.getDefault(),
                                blocking,
                                RunTable::new,
                                _ -> {},
                                Meter.NONE,
                                Spans.NONE),
                        kinds);
    }

    /**
     * {@code broker}: what Kafka's clients call bootstrap.servers.
     *
     * @param handler of a kind
     */
    static JobNode open(
            EngineSettings settings,
            Database database,
            String broker,
            Function<String, JobHandler> handler) {
        var config =
                settings.with("florin.kafka.bootstrap-servers", broker)
                        .with("florin.kafka.name-prefix", database.name())
                        .config(database);
        var node = new JobNode(config, handler);
        Spin.until("Kafka has the topics", OFTEN, LIMIT, node.kafka::isGood);
        return node;
    }

    /** Takes jobs from here on. */
    void join() {
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Spin.until(
                "the node is up",
                OFTEN,
                LIMIT,
                () -> cluster.selfMember().status() == MemberStatus.up());
    }

    /**
     * The door to jobs.
     *
     * @param around looks at what the door asks the wallets
     * @param wakes called after each commit, before the workers are told
     */
    Jobs door(UnaryOperator<Wallets> around, Runnable wakes) {
        return new SqlJobs(
                new SqlJobs.Ground(
                        journal.database(),
                        new BlockingCalls(blocking, CALLS, "calls"),
                        blocking,
                        around.apply(wallets),
                        due -> {
                            wakes.run();
                            dues.wake(due);
                        },
                        kinds,
                        InstantSource.system(),
                        workers.incarnation(),
                        workers.settles(),
                        () -> UUID.randomUUID().toString()));
    }

    Wallets wallets() {
        return wallets;
    }

    KafkaDues dues() {
        return dues;
    }

    long ended() {
        return workers.metrics().of(JobMetrics.Count.SUCCEEDED);
    }

    JobMetrics metrics() {
        return workers.metrics();
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated()
                    .toCompletableFuture()
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailed("The node does not end: " + e, e);
        } finally {
            blocking.shutdownNow();
        }
    }
}
