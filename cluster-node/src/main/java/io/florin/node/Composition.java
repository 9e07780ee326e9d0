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
import io.florin.node.management.Management;
import io.florin.node.membership.Formation;
import io.florin.node.membership.Presence;
import io.florin.node.membership.Role;
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
import io.florin.protocol.trace.TraceIds;
import io.florin.protocol.wallet.Wallets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
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
    private final Measuring metrics;
    private final JournalEngine journal;
    private final Database database;
    private final Vault vault;
    private final CodeNotifications codes;
    private final Farewell farewell;

    Composition(ActorSystem<Void> system, NodeSettings settings, Seams seams) {
        this.system = system;
        this.settings = settings;
        this.seams = seams;
        this.clock = seams.clock();
        this.metrics = Measuring.start(system, settings, new TraceIds(random));
        this.journal = JournalEngine.get(system);
        this.database = journal.database();
        this.vault = new Vault(settings.edge().identity().secret(), random);
        this.codes = new CodeNotifications(settings.notifications(), vault, clock);
        this.farewell = new Farewell(system);
        system.getWhenTerminated().thenRun(blocking::shutdown);
    }

    /** Blocks until the node listens; with its edge, if it has one. */
    Optional<HttpEdge> start() throws InterruptedException, ExecutionException, TimeoutException {
        var cluster = Cluster.get(system);
        var formation = Formation.begin(system, settings.formation());
        SoleMember.start(system);
        var presence = Presence.start(system, database, settings.apps(), clock, blocking);
        var wallets = wallets();
        var metered = new MeteredWallets(wallets, metrics.meter(), metrics.spans(), metrics.ids());
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
                        outbound.start(system, blocking),
                        Management.start(system, wallets, clock));
        measure(cluster, wallets, kafka);
        new Sights(system).show(journal, wallets, kafka, parts.circuits());
        // Before the edge, which says that the node is ready: all of it.
        await(PekkoManagement.get(system).start());
        formation.complete();
        farewell.of(health);
        Optional<HttpEdge> edge =
                settings.roles().contains(Role.EDGE)
                        ? Optional.of(open(doors, ids))
                        : Optional.empty();
        Readiness.is(system.classicSystem(), health);
        return edge;
    }

    private void measure(Cluster cluster, ShardedWallets wallets, Kafka kafka) {
        metrics.watch(journal);
        metrics.watchActors();
        metrics.add(Readings.wallets(wallets));
        var queues = settings.jobs().parallel().keySet();
        metrics.add(Readings.kafka(kafka, queues));
        metrics.add(Readings.cluster(cluster));
        var figures = new Figures(database, queues);
        metrics.watch(figures, settings.jobs().role(), blocking);
        metrics.watchLedger(database, settings.wallets().role(), blocking);
    }

    private HttpEdge open(Doors doors, TimeOrderedIds ids)
            throws InterruptedException, ExecutionException, TimeoutException {
        var traffic = new MeteredTraffic(metrics.meter(), metrics.spans());
        var ratio = settings.traces().sampleRatio();
        var sources = new Sources(clock, ids, random, traffic, ratio);
        var edge = await(HttpEdge.start(system, settings.edge(), doors, sources));
        sweepRequests(edge);
        metrics.add(Readings.edge(edge));
        new Sights(system).show(edge);
        farewell.of(edge);
        return edge;
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
                        metrics.meter(),
                        metrics.spans());
        var workers = Workers.start(around, kinds);
        metrics.add(Readings.jobs(workers));
        new Sights(system).show(workers);
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
                system,
                Role.EDGE.word(),
                new RequestSweeper.Tools(finds, edge::goOn, settings, blocking));
    }

    private static <T> T await(CompletionStage<T> bound)
            throws InterruptedException, ExecutionException, TimeoutException {
        return bound.toCompletableFuture().get(BIND_LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
