package io.florin.node;

import com.typesafe.config.Config;
import io.florin.edge.Doors;
import io.florin.edge.EdgeSettings;
import io.florin.edge.HttpEdge;
import io.florin.edge.Sources;
import io.florin.edge.identity.TimeOrderedIds;
import io.florin.node.ai.AiJobs;
import io.florin.node.ai.AiSettings;
import io.florin.node.job.JobIntake;
import io.florin.node.job.JobSettings;
import io.florin.node.job.KafkaDues;
import io.florin.node.job.SqlJobs;
import io.florin.node.job.Workers;
import io.florin.node.kafka.Kafka;
import io.florin.node.kafka.KafkaSettings;
import io.florin.node.limit.LimitSettings;
import io.florin.node.limit.ShardedRateLimits;
import io.florin.node.membership.SoleMember;
import io.florin.node.notification.LogNotifications;
import io.florin.node.payment.PaymentJobs;
import io.florin.node.payment.PaymentSettings;
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
import io.florin.node.wallet.WalletSettings;
import io.florin.node.webhook.SqlWebhooks;
import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.request.MoneyRequestTable;
import io.florin.persistence.session.SessionCleaning;
import io.florin.protocol.session.Sessions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.management.javadsl.PekkoManagement;

/**
 * One node: the composition root, which alone knows all parts, hands out the clock, and ends
 * everything in order.
 */
public final class Node {
    private static final long BIND_LIMIT_SECONDS = 20;

    /** Judged together, before anything starts. */
    private record Settings(
            WalletSettings wallets,
            EdgeSettings edge,
            LimitSettings limits,
            KafkaSettings kafka,
            JobSettings jobs,
            AiSettings ai,
            PaymentSettings payments) {
        static Settings from(Config config) {
            return new Settings(
                    WalletSettings.from(config),
                    EdgeSettings.from(config),
                    LimitSettings.from(config),
                    KafkaSettings.from(config),
                    JobSettings.from(config),
                    AiSettings.from(config),
                    PaymentSettings.from(config));
        }
    }

    private final ActorSystem<Void> system;
    private final HttpEdge edge;

    private Node(ActorSystem<Void> system, HttpEdge edge) {
        this.system = system;
        this.edge = edge;
    }

    /** Blocks until the edge listens; the node is ready when it says so at /health/ready. */
    public static Node start(Config config) throws NodeNotStarted {
        ActorSystem<Void> system = null;
        try {
            var settings = Settings.from(config);
            system = ActorSystem.create(Behaviors.empty(), "florin", config);
            return new Node(system, start(system, settings));
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            if (system != null) system.terminate();
            throw new NodeNotStarted("The node cannot start: " + sentence(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeNotStarted("The node was interrupted while it started.", e);
        }
    }

    private static HttpEdge start(ActorSystem<Void> system, Settings settings)
            throws InterruptedException, ExecutionException, TimeoutException {
        var clock = InstantSource.system();
        var journal = JournalEngine.get(system);
        var cluster = Cluster.get(system);
        foundIfAlone(system, cluster);
        SoleMember.start(system);
        var memory = new JournalMemory(journal.names(), journal::confirm);
        var sharding = ClusterSharding.get(system);
        var wallets = ShardedWallets.start(sharding, settings.wallets, memory, clock);
        var blocking = Executors.newVirtualThreadPerTaskExecutor();
        var kafka = startKafka(system, settings, blocking);
        var ai = AiJobs.start(system, journal.database(), settings.ai, clock);
        var parts = parts(settings, ai, journal.database(), kafka, clock);
        var intake = JobIntake.ofReadSide(parts.kinds(), new KafkaDues(kafka), blocking);
        var readSide = ReadSide.start(system, journal.database(), intake, wallets::wake, clock);
        var health = new NodeHealth(cluster, journal.database(), readSide, kafka, blocking);
        var sessions = startSessions(system, journal.database(), blocking, clock);
        var around =
                new Workers.Surroundings(
                        system,
                        journal.database(),
                        kafka,
                        wallets,
                        readSide.ledger(),
                        clock,
                        new SecureRandom(),
                        blocking);
        var workers = Workers.start(around, parts.kinds());
        var people = people(system, settings.edge, journal.database(), sessions, clock, blocking);
        var limits = ShardedRateLimits.start(system, settings.limits, clock);
        var webhooks = SqlWebhooks.start(system, journal.database(), parts, clock, blocking);
        var sources = sources(clock);
        var jobs =
                SqlJobs.of(around, workers, parts.kinds(), () -> sources.ids().next().toString());
        var payments = new SqlPayments(parts.payments(), jobs, blocking);
        var ledger = readSide.ledger();
        var doors = new Doors(wallets, ledger, health, limits, people, webhooks, jobs, payments);
        var edge = await(HttpEdge.start(system, settings.edge, doors, sources));
        sweepRequests(system, journal.database(), edge, clock, blocking);
        await(PekkoManagement.get(system).start());
        endInOrder(system, health, edge, blocking);
        return edge;
    }

    private static Sources sources(InstantSource clock) {
        var random = new SecureRandom();
        return new Sources(clock, new TimeOrderedIds(clock, random), random);
    }

    private static void foundIfAlone(ActorSystem<?> system, Cluster cluster) {
        if (system.settings().config().getStringList("pekko.cluster.seed-nodes").isEmpty()) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        }
    }

    private static JobParts parts(
            Settings settings,
            AiJobs ai,
            Database database,
            Kafka kafka,
            InstantSource clock) {
        var wakes = new KafkaDues(kafka);
        var ground =
                new PaymentJobs.Ground(database, settings.jobs, settings.payments, wakes, clock);
        return JobParts.of(settings.jobs, ai.handlers(), new PaymentJobs(ground));
    }

    private static Kafka startKafka(ActorSystem<?> system, Settings settings, Executor blocking) {
        var topics = KafkaDues.topics(settings.jobs.parallel().keySet());
        return Kafka.start(system, settings.kafka, topics, blocking);
    }

    private static Sessions startSessions(
            ActorSystem<?> system, Database database, Executor blocking, InstantSource clock) {
        var settings = SessionSettings.from(system.settings().config());
        var cleaning = new SessionCleaning(database);
        SessionSweeper.start(system, settings, cleaning, clock, blocking);
        var roster = new SqlRoster(database, clock, blocking);
        return ShardedSessions.start(system, settings, roster, clock);
    }

    private static void sweepRequests(
            ActorSystem<?> system,
            Database database,
            HttpEdge edge,
            InstantSource clock,
            Executor blocking) {
        var settings = RequestSweep.from(system.settings().config());
        var requests = new MoneyRequestTable(database);
        RequestSweeper.Finds finds =
                (after, limit) ->
                        requests.accepted(
                                clock.instant().minusMillis(settings.afterMillis()), after, limit);
        RequestSweeper.start(
                system, new RequestSweeper.Tools(finds, edge::goOn, settings, blocking));
    }

    private static Doors.People people(
            ActorSystem<?> system,
            EdgeSettings settings,
            Database database,
            Sessions sessions,
            InstantSource clock,
            Executor blocking) {
        var people = People.start(system, database, clock, blocking);
        return new Doors.People(
                sessions,
                people.users(),
                people.apiKeys(),
                people.signingKeys(),
                people.trail(),
                new LogNotifications(settings.identity().codesInLog()),
                people.requests());
    }

    private static <T> T await(CompletionStage<T> bound)
            throws InterruptedException, ExecutionException, TimeoutException {
        return bound.toCompletableFuture().get(BIND_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Not ready any more → no new connections → what is under way ends → the cluster is left. */
    private static void endInOrder(
            ActorSystem<Void> system, NodeHealth health, HttpEdge edge, ExecutorService blocking) {
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

    private static String sentence(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    public ActorSystem<Void> system() {
        return system;
    }

    /** Where clients call. */
    public HttpEdge edge() {
        return edge;
    }
}
