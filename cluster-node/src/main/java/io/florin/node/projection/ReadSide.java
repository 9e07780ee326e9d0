package io.florin.node.projection;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.events.EventSignal;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.ledger.LedgerRebuild;
import io.florin.persistence.ledger.OpenWorkQuery;
import io.florin.persistence.ledger.SubmittedJobs;
import io.florin.persistence.projection.GroupTransaction;
import io.florin.persistence.projection.OffsetTable;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.projection.ProjectionBehavior;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.jdbc.javadsl.JdbcProjection;

/** Everything of the read side on a node: its projections, its door, the cluster's sweeper. */
public final class ReadSide {
    private static final double RESTART_JITTER = 0.2;

    private final ActorSystem<?> system;
    private final Database database;
    private final SubmittedJobs jobs;
    private final ReadSideSettings settings;
    private final EventReader reader;
    private final EventSignal signal;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Ledger ledger;

    private ReadSide(
            ActorSystem<?> system,
            Database database,
            SubmittedJobs jobs,
            ReadSideSettings settings,
            InstantSource clock) {
        this.system = system;
        this.database = database;
        this.jobs = jobs;
        this.settings = settings;
        this.reader = new EventReader(database);
        this.signal = EventSignal.open(database);
        this.ledger = new SqlLedger(database, settings, clock, blocking);
    }

    /**
     * Starts the projections and the sweeper; each runs once in the cluster, on a node of the role.
     * {@code jobs} takes in what wallets have submitted, {@code wakes} sends a wallet a reason to
     * recover. Blocks while the offsets are prepared.
     */
    public static ReadSide start(
            ActorSystem<?> system,
            Database database,
            SubmittedJobs jobs,
            Consumer<WalletId> wakes,
            InstantSource clock) {
        var settings = ReadSideSettings.from(system.settings().config());
        var readSide = new ReadSide(system, database, jobs, settings, clock);
        readSide.startProjections();
        readSide.startSweeper(wakes, clock);
        system.getWhenTerminated().thenRun(readSide::close);
        return readSide;
    }

    private void startProjections() {
        var ranges = ranges();
        database.transact(connection -> {
            OffsetTable.prepare(connection, OffsetTable.LEDGER, ranges);
            return true;
        });
        ShardedDaemonProcess.get(system)
                .init(
                        ProjectionBehavior.Command.class,
                        OffsetTable.LEDGER,
                        ranges.size(),
                        number -> projection(ranges.get(number)),
                        ShardedDaemonProcessSettings.create(system).withRole(settings.role()),
                        Optional.of(ProjectionBehavior.stopMessage()));
    }

    private Behavior<ProjectionBehavior.Command> projection(SliceRange range) {
        var transaction = new GroupTransaction(database, OffsetTable.LEDGER, range);
        var groups = new EventGroups(reader, signal, range, settings, blocking);
        return ProjectionBehavior.create(
                JdbcProjection.exactlyOnce(
                                ProjectionId.of(OffsetTable.LEDGER, range.toString()),
                                groups,
                                () -> new GroupSession(transaction),
                                () -> new LedgerHandler(jobs),
                                system)
                        .withRestartBackoff(
                                Duration.ofMillis(settings.restartMinMillis()),
                                Duration.ofMillis(settings.restartMaxMillis()),
                                RESTART_JITTER));
    }

    private void startSweeper(Consumer<WalletId> wakes, InstantSource clock) {
        var tools =
                new Sweeper.Tools(
                        new OpenWorkQuery(database), wakes::accept, settings, clock, blocking);
        ClusterSingleton.get(system)
                .init(
                        SingletonActor.of(Sweeper.create(tools), "sweeper")
                                .withSettings(
                                        ClusterSingletonSettings.create(system)
                                                .withRole(settings.role())));
    }

    /**
     * Empties the read tables and fills them again from the first event; blocks while it empties.
     */
    public void rebuild() {
        LedgerRebuild.begin(database, ranges());
    }

    private List<SliceRange> ranges() {
        return SliceRange.split(settings.sliceRanges());
    }

    public Ledger ledger() {
        return ledger;
    }

    public ReadSideSettings settings() {
        return settings;
    }

    private void close() {
        signal.close();
        blocking.shutdown();
    }
}
