package io.florin.node;

import io.florin.edge.Doors;
import io.florin.edge.HttpEdge;
import io.florin.edge.Sources;
import io.florin.edge.identity.TimeOrderedIds;
import io.florin.edge.secret.Vault;
import io.florin.node.ai.AiJobs;
import io.florin.node.job.JobIntake;
import io.florin.node.job.KafkaDues;
import io.florin.node.job.KnownKinds;
import io.florin.node.job.SqlJobs;
import io.florin.node.job.Workers;
import io.florin.node.kafka.Kafka;
import io.florin.node.limit.ShardedRateLimits;
import io.florin.node.membership.SoleMember;
import io.florin.node.notification.LogNotifications;
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
import io.florin.protocol.wallet.Wallets;
import java.security.SecureRandom;
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
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final JournalEngine journal;
    private final Database database;

    Composition(ActorSystem<Void> system, NodeSettings settings, Seams seams) {
        this.system = system;
        this.settings = settings;
        this.seams = seams;
        this.journal = JournalEngine.get(system);
        this.database = journal.database();
    }

    /** Blocks until the edge listens. */
    HttpEdge start() throws InterruptedException, ExecutionException, TimeoutException {
        var cluster = Cluster.get(system);
        foundIfAlone(cluster);
        SoleMember.start(system);
        var wallets = wallets();
        var kafka = kafka();
        var outbound = outbound(kafka);
        var parts = parts(kafka, outbound);
        var intake = JobIntake.ofReadSide(parts.kinds(), new KafkaDues(kafka), blocking);
        var readSide = ReadSide.start(system, database, intake, wallets::wake, clock);
        var health = new NodeHealth(cluster, database, readSide, kafka, blocking);
        var ids = new TimeOrderedIds(clock, random);
        var jobs = jobs(kafka, wallets, readSide.ledger(), parts.kinds(), ids);
        var doors =
                new Doors(
                        wallets,
                        readSide.ledger(),
                        health,
                        ShardedRateLimits.start(system, settings.limits(), clock),
                        people(sessions()),
                        SqlWebhooks.start(system, database, parts, clock, blocking),
                        jobs,
                        new SqlPayments(parts.payments(), jobs, blocking),
                        outbound.start(system, blocking));
        var sources = new Sources(clock, ids, random);
        var edge = await(HttpEdge.start(system, settings.edge(), doors, sources));
        sweepRequests(edge);
        await(PekkoManagement.get(system).start());
        endInOrder(health, edge);
        return edge;
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
        var vault = new Vault(settings.edge().identity().secret(), random);
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
        var handlers =
                new HashMap<>(AiJobs.start(system, database, settings.ai(), clock).handlers());
        handlers.putAll(outbound.handlers());
        handlers.putAll(seams.handlers());
        var payments =
                new PaymentJobs.Ground(
                        database,
                        settings.jobs(),
                        settings.payments(),
                        new KafkaDues(kafka),
                        clock);
        return JobParts.of(settings.jobs(), handlers, new PaymentJobs(payments));
    }

    private Jobs jobs(
            Kafka kafka, Wallets wallets, Ledger ledger, KnownKinds kinds, TimeOrderedIds ids) {
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
                        seams.runs());
        var workers = Workers.start(around, kinds);
        return SqlJobs.of(around, workers, kinds, () -> ids.next().toString());
    }

    private Sessions sessions() {
        var settings = SessionSettings.from(system.settings().config());
        var cleaning = new SessionCleaning(database);
        SessionSweeper.start(system, settings, cleaning, clock, blocking);
        var roster = new SqlRoster(database, clock, blocking);
        return ShardedSessions.start(system, settings, roster, clock);
    }

    private Doors.People people(Sessions sessions) {
        var people = People.start(system, database, clock, blocking);
        return new Doors.People(
                sessions,
                people.users(),
                people.apiKeys(),
                people.signingKeys(),
                people.trail(),
                new LogNotifications(settings.edge().identity().codesInLog()),
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
