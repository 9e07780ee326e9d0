package io.florin.node;

import io.florin.node.actor.ActorCounts;
import io.florin.node.actor.ActorWatch;
import io.florin.node.telemetry.ClusterFigures;
import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metrics;
import io.florin.node.telemetry.Metrics.Reading;
import io.florin.node.telemetry.MetricsSettings;
import io.florin.node.telemetry.Spans;
import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalEngine;
import io.florin.protocol.trace.TraceIds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/** A node's metrics: the first to begin and the last to end. */
final class Measuring {
    private final ActorSystem<?> system;
    private final MetricsSettings settings;
    private final Metrics metrics;
    private final Spans spans;
    private final TraceIds ids;

    private Measuring(
            ActorSystem<?> system,
            MetricsSettings settings,
            Metrics metrics,
            Spans spans,
            TraceIds ids) {
        this.system = system;
        this.settings = settings;
        this.metrics = metrics;
        this.spans = spans;
        this.ids = ids;
    }

    static Measuring start(ActorSystem<?> system, NodeSettings node, TraceIds ids) {
        var settings = node.metrics();
        var metrics = Metrics.start(settings, system.settings().config());
        var spans = Spans.start(node.traces(), system.settings().config());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "metrics-close",
                        () ->
                                CompletableFuture.supplyAsync(
                                        () -> {
                                            spans.close();
                                            metrics.close();
                                            return Done.getInstance();
                                        },
                                        Thread::startVirtualThread));
        return new Measuring(system, settings, metrics, spans, ids);
    }

    Meter meter() {
        return metrics.meter();
    }

    Spans spans() {
        return spans;
    }

    /** Of the pieces that nobody else has named. */
    TraceIds ids() {
        return ids;
    }

    void add(Reading reading) {
        metrics.add(reading);
    }

    void watch(JournalEngine journal) {
        journal.watch(new MeteredJournal(meter(), spans, ids));
        journal.database().watch(new MeteredPools(meter()));
        add(Readings.journal(journal));
    }

    /** Of all kinds that are counted, whether this node has them or not. */
    void watchActors() {
        if (settings.enabled()) {
            add(Readings.actors(ActorCounts.get(system), ActorWatch.start(system)));
        }
    }

    /** What is the same for the whole cluster: one node of the role looks at it. */
    void watch(Figures figures, String role, Executor blocking) {
        var every = Duration.ofMillis(settings.figuresMillis());
        start("cluster-figures", new ClusterFigures.Plan(role, every, figures), blocking);
    }

    /** Whether the ledger's sums are right: seldom, for it reads all of it. */
    void watchLedger(Database database, String role, Executor blocking) {
        var every = Duration.ofMillis(settings.ledgerCheckMillis());
        var look = new LedgerFigures(database, every);
        start("ledger-check", new ClusterFigures.Plan(role, every, look), blocking);
    }

    private void start(String name, ClusterFigures.Plan plan, Executor blocking) {
        if (settings.enabled()) ClusterFigures.start(system, name, plan, meter(), blocking);
    }
}
