package io.florin.node.job;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.node.kafka.Kafka;
import io.florin.node.kafka.KafkaServer;
import io.florin.node.kafka.KafkaSettings;
import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Spans;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.wallet.Wallets;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A node that does jobs and nothing else, on real PostgreSQL and a real broker. */
final class WorkNode implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SETTINGS =
            """
            pekko.remote.artery.canonical.port = 0
            pekko.coordinated-shutdown.exit-jvm = off
            pekko.cluster.run-coordinated-shutdown-when-down = off
            florin.kafka.topics.partitions = 2
            florin.jobs {
              queues { work { parallel = 16 }, ai { parallel = 1 }, payment { parallel = 1 } }
              watch-millis = 100
              rescue-millis = 500
              grace-millis = 300
              drain-millis = 300
              kind-defaults { backoff { first-millis = 10, max-millis = 50 }, max-attempts = 3 }
              kinds {
                noop { queue = work, ordered = false }
                keyed { queue = work }
                hasty { queue = work, ordered = false, timeout-millis = 200, max-attempts = 1 }
                limited { queue = work, ordered = false, max-running = 3 }
                per_key { queue = work, ordered = false, max-running-per-key = 2 }
                poison { queue = work, ordered = false, max-deaths = 2 }
              }
              schedules {
                # Neither comes while a test runs: a test that wants one moves its time.
                clockwork { app = shop, kind = noop, cron = "0 0 1 1 *", payload = "{}" }
                payment-reconcile { cron = "0 0 1 1 *" }
              }
            }
            """;

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final ActorTestKit kit;
    private final Database database;
    private final Kafka kafka;
    private final Workers workers;
    private final SqlJobs jobs;

    WorkNode(PostgresExtension postgres, Wallets wallets, JobHandler handler) {
        this(postgres, wallets, handler, "");
    }

    /** One that takes jobs in and does none. */
    static WorkNode withoutWorkers(PostgresExtension postgres, Wallets wallets) {
        JobHandler none = _ -> Outcome.failed("no_worker", "Nobody runs jobs here.");
        return new WorkNode(postgres, wallets, none, "florin.jobs.role = nobody");
    }

    /** With settings that are different. */
    WorkNode(PostgresExtension postgres, Wallets wallets, JobHandler handler, String settings) {
        this(
                ConfigFactory.parseString(settings).withFallback(config(postgres)),
                postgres,
                wallets,
                handler);
    }

    private WorkNode(
            Config given, PostgresExtension postgres, Wallets wallets, JobHandler handler) {
        kit = ActorTestKit.create("florin", given);
        database = postgres.open();
        var config = kit.system().settings().config();
        var settings = JobSettings.from(config);
        kafka =
                Kafka.start(
                        kit.system(),
                        KafkaSettings.from(config),
                        KafkaDues.topics(settings.parallel().keySet()),
                        blocking);
        var around =
                new Workers.Surroundings(
                        kit.system(),
                        database,
                        kafka,
                        wallets,
                        noLedger(),
                        InstantSource.system(),
                        new Random(42),
                        blocking,
                        RunTable::new,
                        _ -> {},
                        Meter.NONE,
                        Spans.NONE);
        var handlers =
                settings.kinds().keySet().stream()
                        .collect(Collectors.toMap(kind -> kind, _ -> handler));
        var kinds = new KnownKinds(settings, new JobHandlers(handlers));
        workers = Workers.start(around, kinds);
        jobs = SqlJobs.of(around, workers, kinds, () -> UUID.randomUUID().toString());
    }

    static Config config(PostgresExtension postgres) {
        var kafka =
                """
                florin.kafka.bootstrap-servers = "%s"
                florin.kafka.name-prefix = "%s"
                """
                        .formatted(KafkaServer.shared().address(), postgres.name());
        return postgres.config(kafka + SETTINGS);
    }

    /** Nobody asks it here. */
    static Ledger noLedger() {
        return (Ledger)
                Proxy.newProxyInstance(
                        WorkNode.class.getClassLoader(),
                        new Class<?>[] {Ledger.class},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
    }

    /** Founds a cluster, or joins another's. */
    WorkNode join(WorkNode member) {
        var cluster = cluster();
        cluster.manager().tell(Join.create(member.cluster().selfMember().address()));
        await().atMost(LIMIT).until(() -> cluster.selfMember().status() == MemberStatus.up());
        return this;
    }

    Cluster cluster() {
        return Cluster.get(kit.system());
    }

    Workers workers() {
        return workers;
    }

    /** The door. */
    SqlJobs jobs() {
        return jobs;
    }

    Kafka kafka() {
        return kafka;
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        kafka.close();
        blocking.shutdownNow();
        database.close();
    }
}
