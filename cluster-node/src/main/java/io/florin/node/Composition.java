package io.florin.node;

import io.florin.edge.Doors;
import io.florin.edge.HttpEdge;
import io.florin.edge.Sources;
import io.florin.edge.identity.TimeOrderedIds;
import io.florin.edge.secret.Vault;
import io.florin.node.ai.AiJobs;
import io.florin.node.job.JobIntake;
import io.florin.node.job.KafkaDues;
import io.florin.node.job.SqlJobs;
import io.florin.node.job.Workers;
import io.florin.node.kafka.Kafka;
import io.florin.node.limit.ShardedRateLimits;
import io.florin.node.membership.Presence;
import io.florin.node.membership.SoleMember;
import io.florin.node.notification.CodeNotifications;
import io.florin.node.outbound.Outbound;
import io.florin.node.payment.PaymentJobs;
import io.florin.node.payment.SqlPayments;
import io.florin.node.people.People;
import io.florin.node.projection.ReadSide;
import io.florin.node.request.RequestSweep;
import io.florin.node.request.RequestSweeper;
import io.florin.node.session.SessionSettings;
import io.florin.node.session.SessionSweeper;
import io.florin.node.session.ShardedSessions;
import io.florin.node.session.SqlRoster;
import io.florin.node.telemetry.ClusterFigures;
import io.florin.node.telemetry.Metric;
import io.florin.node.telemetry.Metrics;
import io.florin.node.telemetry.MetricsSettings;
import io.florin.node.wallet.JournalMemory;
import io.florin.node.wallet.ShardedWallets;
import io.florin.node.webhook.SqlWebhooks;
import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.request.MoneyRequestTable;
import io.florin.persistence.session.SessionCleaning;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.session.Sessions;
import io.florin.protocol.wallet.Wallets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.management.javadsl.PekkoManagement;

/**
 * Puts the parts of a node together: what each of them needs of the others is said here. Used once,
 * from one thread.
 */
final class Composition {
    private static final long BIND_LIMIT_SECONDS = 20;

    private final ActorSystem<Void> system;
    private final NodeSettings settings;
    private final Seams seams;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Metrics metrics;
    private final JournalEngine journal;
    private final Database database;
    private final Vault vault;
    private final CodeNotifications codes;

    Composition(ActorSystem<Void> system, NodeSettings settings, Seams seams) {
        this.system = system;
        this.settings = settings;
        this.seams = seams;
        this.clock = seams.clock();
        this.metrics = metrics(system, settings.metrics());
        this.journal = JournalEngine.get(system);
        this.database = journal.database();
        this.vault = new Vault(settings.edge().identity().secret(), random);
        this.codes = new CodeNotifications(settings.notifications(), vault, clock);
    }

    /** They are the first to begin and the last to end. */
    private static Metrics metrics(ActorSystem<?> system, MetricsSettings settings) {
        var metrics = Metrics.start(settings, system.settings().config());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "metrics-close",
                        () ->
                                CompletableFuture.supplyAsync(
                                        () -> {
                                            metrics.close();
                                            return Done.getInstance();
                                        },
                                        Thread::startVirtualThread));
        return metrics;
    }

    /** Blocks until the edge listens. */
    HttpEdge start() throws InterruptedException, ExecutionException, TimeoutException {
        var cluster = Cluster.get(system);
        foundIfAlone(cluster);
        SoleMember.start(system);
        var presence = Presence.start(system, database, settings.apps(), clock, blocking);
        var wallets = wallets();
        var metered = new MeteredWallets(wallets, metrics.meter());
        var kafka = kafka();
        var outbound = outbound(kafka);
        var parts = parts(kafka, outbound);
        var intake = JobIntake.ofReadSide(parts.kinds(), new KafkaDues(kafka), blocking);
        var readSide = ReadSide.start(system, database, intake, wallets::wake, clock);
        var health = health(presence, readSide, kafka, parts);
        var ids = new TimeOrderedIds(clock, random);
        var jobs = jobs(kafka, metered, readSide.ledger(), parts, ids);
        var doors =
                new Doors(
                        metered,
                        readSide.ledger(),
                        health,
                        ShardedRateLimits.start(system, settings.limits(), clock),
                        people(sessions(), jobs),
                        SqlWebhooks.start(system, database, parts, clock, blocking),
                        jobs,
                        new SqlPayments(parts.payments(), jobs, blocking),
                        outbound.start(system, blocking));
        var sources = new Sources(clock, ids, random, new MeteredTraffic(metrics.meter()));
        // Before the edge, which says that the node is ready: all of it.
        await(PekkoManagement.get(system).start());
        var edge = await(HttpEdge.start(system, settings.edge(), doors, sources));
        sweepRequests(edge);
        metrics.add(Readings.edge(edge));
        metrics.add(Readings.wallets(wallets));
        metrics.add(Readings.kafka(kafka));
        measure(cluster);
        endInOrder(health, edge);
        return edge;
    }

    private void measure(Cluster cluster) {
        journal.watch((events, nanos) -> {
            metrics.meter().record(Metric.JOURNAL_WRITE, nanos);
            metrics.meter().record(Metric.JOURNAL_BATCH_EVENTS, events);
        });
        metrics.add(Readings.journal(journal));
        metrics.add(Readings.cluster(cluster));
        if (!settings.metrics().enabled()) return;
        var plan =
                new ClusterFigures.Plan(
                        settings.jobs().role(),
                        Duration.ofMillis(settings.metrics().figuresMillis()),
                        new Figures(database, settings.jobs().parallel().keySet()));
        ClusterFigures.start(system, plan, metrics.meter(), blocking);
    }

    private void foundIfAlone(Cluster cluster) {
        if (system.settings().config().getStringList("pekko.cluster.seed-nodes").isEmpty()) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        }
    }

    private ShardedWallets wallets() {
        var memory = new JournalMemory(journal.names(), journal::confirm);
        var sharding = ClusterSharding.get(system);
        return ShardedWallets.start(sharding, settings.wallets(), memory, clock);
    }

    private Kafka kafka() {
        var topics = KafkaDues.topics(settings.jobs().parallel().keySet());
        return Kafka.start(system, settings.kafka(), topics, blocking);
    }

    private Outbound outbound(Kafka kafka) {
        return new Outbound(
                new Outbound.Ground(
                        database,
                        settings.outbound(),
                        settings.jobs(),
                        new SealedSigner(vault),
                        new KafkaDues(kafka),
                        clock));
    }

    private JobParts parts(Kafka kafka, Outbound outbound) {
        var ai = models();
        var others = new HashMap<>(codes.handlers());
        others.putAll(outbound.handlers());
        others.putAll(seams.handlers());
        var payments =
                new PaymentJobs.Ground(
                        system,
                        database,
                        settings.jobs(),
                        settings.payments(),
                        new KafkaDues(kafka),
                        metrics.meter(),
                        clock);
        return JobParts.of(settings.jobs(), others, ai, new PaymentJobs(payments));
    }

    private NodeHealth health(Presence presence, ReadSide readSide, Kafka kafka, JobParts parts) {
        var cluster = Cluster.get(system);
        return new NodeHealth(
                new NodeHealth.Parts(
                        cluster, presence, database, readSide, kafka, parts.circuits()),
                blocking);
    }

    private AiJobs models() {
        var jobs = AiJobs.start(system, database, settings.ai(), clock, metrics.meter());
        metrics.add(Readings.models(jobs));
        return jobs;
    }

    private Jobs jobs(
            Kafka kafka, Wallets wallets, Ledger ledger, JobParts parts, TimeOrderedIds ids) {
        var kinds = parts.kinds();
        var payments = parts.payments();
        var around =
                new Workers.Surroundings(
                        system,
                        database,
                        kafka,
                        seams.wallets().apply(wallets),
                        ledger,
                        clock,
                        random,
                        blocking,
                        seams.runs(),
                        payments::suspended,
                        metrics.meter());
        var workers = Workers.start(around, kinds);
        metrics.add(Readings.jobs(workers));
        return SqlJobs.of(around, workers, kinds, () -> ids.next().toString());
    }

    private Sessions sessions() {
        var settings = SessionSettings.from(system.settings().config());
        var cleaning = new SessionCleaning(database);
        SessionSweeper.start(system, settings, cleaning, clock, blocking);
        var roster = new SqlRoster(database, clock, blocking);
        return ShardedSessions.start(system, settings, roster, clock);
    }

    private Doors.People people(Sessions sessions, Jobs jobs) {
        var people = People.start(system, database, clock, blocking);
        return new Doors.People(
                sessions,
                people.users(),
                people.apiKeys(),
                people.signingKeys(),
                people.trail(),
                codes.door(jobs, settings.edge().identity().codesInLog()),
                people.requests());
    }

    private void sweepRequests(HttpEdge edge) {
        var settings = RequestSweep.from(system.settings().config());
        var requests = new MoneyRequestTable(database);
        RequestSweeper.Finds finds =
                (after, limit) ->
                        requests.accepted(
                                clock.instant().minusMillis(settings.afterMillis()), after, limit);
        RequestSweeper.start(
                system, new RequestSweeper.Tools(finds, edge::goOn, settings, blocking));
    }

    private static <T> T await(CompletionStage<T> bound)
            throws InterruptedException, ExecutionException, TimeoutException {
        return bound.toCompletableFuture().get(BIND_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Not ready any more → no new connections → what is under way ends → the cluster is left. */
    private void endInOrder(NodeHealth health, HttpEdge edge) {
        var shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                "not-ready",
                () -> {
                    health.leave();
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "edge-unbind", edge::unbind);
        shutdown.addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "edge-stop", edge::stop);
        system.getWhenTerminated().thenRun(blocking::shutdown);
    }
}
