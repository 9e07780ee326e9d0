package io.florin.node.job;

import io.florin.node.job.JobMetrics.Count;
import io.florin.node.kafka.Kafka;
import io.florin.node.membership.Incarnation;
import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Spans;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Living;
import io.florin.persistence.job.OwnRuns;
import io.florin.persistence.job.ParkedTable;
import io.florin.persistence.job.ParkedTable.Place;
import io.florin.persistence.job.PastTable;
import io.florin.persistence.job.Rescue;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.job.ScheduleTable;
import io.florin.protocol.codec.JobDispatchCodec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.trace.TraceIds;
import io.florin.protocol.wallet.Wallets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.kafka.CommitterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does jobs on this node: streams from Kafka, runs, rescue, and on one node of the cluster what has
 * to be done for all. Takes jobs while the node is a member of its cluster, and at no other time,
 * because others take over the jobs of whoever is none.
 */
public final class Workers {
    /** What a worker works with. */
    public record Surroundings(
            ActorSystem<?> system,
            Database database,
            Kafka kafka,
            Wallets wallets,
            Ledger ledger,
            InstantSource clock,
            RandomGenerator random,
            Executor blocking,
            Function<Database, RunTable> runs,
            Settler.Suspense suspense,
            Meter meter,
            Spans spans) {}

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration SCHEDULES_EVERY = Duration.ofSeconds(1);
    private static final int DISPATCH_MOST = 1_000;

    /** A consumer waits on its thread for what comes, and hardly ever between two waits. */
    private static final Duration POLL_PAUSE = Duration.ofMillis(1);

    private static final Duration POLL_TIME = Duration.ofMillis(500);

    /** So soon a topic is found that was made anew. */
    private static final String METADATA_MILLIS = "3000";

    private final Claimers claimers = new Claimers();
    private final JobStreams streams = new JobStreams();
    private final JobMetrics metrics;
    private final Surroundings around;
    private final JobSettings settings;
    private final RunTable table;
    private final KafkaDues dues;
    private final HereFirst hereFirst;
    private final Settler settler;
    private final Schedules schedules;
    private final Runs runs;
    private final Retelling retelling;
    private boolean stopped;

    private Workers(Surroundings around, JobSettings settings, JobHandlers handlers) {
        this.around = around;
        this.settings = settings;
        this.metrics = new JobMetrics(around.meter(), around.spans());
        this.table = around.runs().apply(around.database());
        this.dues = new KafkaDues(around.kafka());
        this.hereFirst = new HereFirst(claimers, dues, around.blocking());
        var doors =
                new Settler.Doors(
                        table, around.wallets(), around.ledger(), hereFirst, around.suspense());
        this.settler = new Settler(doors, metrics, settings.batch());
        var tools =
                new Runs.Tools(
                        table,
                        new OwnRuns(around.database()),
                        incarnation(),
                        settings,
                        handlers,
                        metrics,
                        around.clock(),
                        around.random(),
                        new TraceIds(around.random()));
        this.schedules = new Schedules(new ScheduleTable(around.database()), settings);
        this.runs = new Runs(tools, hereFirst, settler);
        var again = settings.times().again();
        this.retelling = new Retelling(table, around.kafka(), hereFirst::wakeNow, again);
    }

    /** Begins when the node is up, and ends with the system's coordinated shutdown. Blocks. */
    public static Workers start(Surroundings around, KnownKinds kinds) {
        kinds.handlers().matching(kinds.settings().kinds().keySet());
        var workers = new Workers(around, kinds.settings(), kinds.handlers());
        workers.table.kinds(kinds.settings().limits());
        workers.schedules.register(around.clock().instant());
        workers.watch();
        if (workers.cluster().getSelfRoles().contains(workers.settings.role())) workers.begin();
        return workers;
    }

    /** On every node: a door, too, may have written what it did not hear of. */
    private void watch() {
        new Watch(runs, settings.times(), retelling::afterLosses)
                .begin(around.system(), around.blocking());
    }

    private void begin() {
        metrics.begin(settings.kinds().keySet());
        var system = around.system();
        cluster().registerOnMemberUp(this::take);
        cluster().registerOnMemberRemoved(this::halt);
        Rescuer.start(system, settings.times().rescue(), this::rescue, around.blocking());
        Caretaker.start(system, settings.role(), chores(), around.blocking());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseServiceRequestsDone(),
                        "jobs-drain",
                        () -> CompletableFuture.supplyAsync(this::drain, around.blocking()));
    }

    private Cluster cluster() {
        return Cluster.get(around.system().classicSystem());
    }

    /** In whose name this node claims jobs and settles them. */
    public String incarnation() {
        return Incarnation.of(cluster().selfUniqueAddress());
    }

    private synchronized void take() {
        if (stopped) return;
        var intake =
                new JobStream.Intake(
                        around.kafka()
                                .consumer("jobs")
                                .withPollInterval(POLL_PAUSE)
                                .withPollTimeout(POLL_TIME)
                                .withProperty("metadata.max.age.ms", METADATA_MILLIS),
                        CommitterSettings.create(around.system()),
                        settings.batch());
        var parking = new Parking(JobDispatchCodec::decode, parks(), metrics);
        settings.parallel().forEach(this::addClaimers);
        claimers.all()
                .forEach((place, claimer) -> {
                    var topic = KafkaDues.topic(place.queue(), place.priority());
                    var stream =
                            new JobStream(
                                    around.system(), intake, claimer, parking, around.blocking());
                    streams.open(place.queue(), around.kafka().topic(topic), stream);
                });
    }

    private void addClaimers(String queue, int parallel) {
        var places = new Places(parallel);
        for (var priority : Priority.values()) {
            claimers.add(queue, priority, new Claimer(runs, places, priority));
        }
    }

    private Parking.Parks parks() {
        var parked = new ParkedTable(around.database());
        return (record, reason) -> {
            var place = new Place(record.topic(), record.partition(), record.offset());
            parked.park(place, reason, record.value() == null ? new byte[0] : record.value());
        };
    }

    /** The clock is read before the members: whoever joins meanwhile claims later. */
    private void rescue(Supplier<Set<String>> members) {
        var asOf = table.now();
        var living = new Living(members.get(), asOf);
        while (rescueSome(living)) {
            // As long as there is something.
        }
        retelling.afterDeaths(living.incarnations());
    }

    private boolean rescueSome(Living living) {
        var rescue = rescued(living);
        int found = rescue.due().size() + rescue.settling().size();
        if (found == 0) return false;
        LOG.info("{} jobs of nodes that are gone are taken over", found);
        metrics.add(Count.RESCUED, found);
        hereFirst.wakeNow(rescue.due()); // Kafka still gives a part to those who are gone
        rescue.settling().forEach(settler::settle);
        return true;
    }

    private Rescue rescued(Living living) {
        try {
            return table.rescue(living, incarnation(), settings.times().again());
        } catch (RuntimeException e) {
            // It may have taken over what it could not say.
            runs.doubt();
            throw e;
        }
    }

    private List<Chore> chores() {
        var times = settings.times();
        return List.of(
                new Chore("Dispatch", Duration.ofMillis(times.dispatch()), this::dispatch),
                new Chore("Schedules", SCHEDULES_EVERY, this::fire),
                new Chore("Retention", Duration.ofMillis(times.purge()), this::retire));
    }

    private boolean fire() {
        dues.wake(schedules.fire(around.clock().instant()));
        return false;
    }

    private boolean retire() {
        var past = new PastTable(around.database());
        return new Retention(past, new ParkedTable(around.database()), settings).retire();
    }

    private boolean dispatch() {
        var dispatched = table.dispatch(DISPATCH_MOST, settings.times().again());
        metrics.add(Count.DISPATCHED, dispatched.due().size());
        return dues.tell(dispatched.due()) && dispatched.examined() == DISPATCH_MOST;
    }

    private synchronized void stopTaking() {
        stopped = true;
        claimers.stop();
        streams.end();
    }

    /** The cluster goes on without this node, and gives its jobs to others. */
    private void halt() {
        stopTaking();
        int stopped = runs.stopAll();
        if (stopped > 0) LOG.warn("No member any more: {} runs are stopped", stopped);
    }

    /** Takes no more; what runs may end, and is given back if it does not. */
    private Done drain() {
        stopTaking();
        try {
            runs.takeNoMore();
            runs.awaitNone(settings.times().drain());
            runs.stopAll();
            runs.awaitNone(settings.times().grace());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runs.close();
        settler.close();
        return Done.getInstance();
    }

    public JobMetrics metrics() {
        return metrics;
    }

    /** By queue, as of when this was asked last; empty unless this node does jobs. */
    public Map<String, QueueReading> readings() {
        return streams.readings();
    }

    /** For whoever ends jobs otherwise than by a run. */
    public Settles settles() {
        return runs;
    }

    /** For whoever makes jobs. */
    public Wakes wakes() {
        return dues;
    }

    /** How many jobs this node holds now. */
    public int held() {
        return runs.count();
    }
}
