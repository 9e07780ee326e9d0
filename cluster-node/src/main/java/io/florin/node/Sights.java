package io.florin.node;

import io.florin.edge.HttpEdge;
import io.florin.edge.json.JsonObject;
import io.florin.node.actor.ActorCounts;
import io.florin.node.actor.ActorCounts.Kind;
import io.florin.node.job.JobMetrics.Count;
import io.florin.node.job.Workers;
import io.florin.node.kafka.Kafka;
import io.florin.node.management.ManagementViews;
import io.florin.node.provider.Circuit;
import io.florin.node.wallet.ShardedWallets;
import io.florin.persistence.database.Database;
import io.florin.persistence.figure.Figure;
import io.florin.persistence.figure.FigureQuery;
import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.projection.OffsetTable;
import io.florin.persistence.projection.Progress;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorSystem;

/** What the parts of a node show operators of themselves, beside what {@link Readings} count. */
final class Sights {
    /** Where everything that waits on this node is. */
    private static final String QUEUES = "queues";

    private final ManagementViews views;
    private final ActorCounts actors;

    Sights(ActorSystem<?> system) {
        this.views = ManagementViews.get(system);
        this.actors = ActorCounts.get(system);
    }

    /** What every node has. */
    void show(JournalEngine journal, ShardedWallets wallets, Kafka kafka, List<Circuit> circuits) {
        journal(journal);
        wallets(wallets);
        actors();
        kafka(kafka);
        circuits(circuits);
        database(journal.database());
    }

    /** Its queue, its batches, its connections. */
    private void journal(JournalEngine journal) {
        views.add(
                QUEUES,
                "journal",
                () -> {
                    var stats = journal.stats();
                    return JsonObject.with()
                            .whole("writesWaiting", stats.writesWaiting())
                            .whole("bytesWaiting", stats.bytesWaiting())
                            .whole("batches", stats.batches())
                            .whole("events", stats.events())
                            .whole("eventsPerBatch", average(stats.events(), stats.batches()))
                            .whole(
                                    "microsPerBatch",
                                    average(stats.writeNanos() / 1_000, stats.batches()))
                            .whole("slowBatches", stats.slowBatches())
                            .whole("failedWrites", stats.failedWrites())
                            .whole("overloadedWrites", stats.overloadedWrites())
                            .value("writers", pool(journal.database().writerLoad()))
                            .value("readers", pool(journal.database().readerLoad()))
                            .build();
                });
    }

    private static long average(long sum, long count) {
        return count == 0 ? 0 : sum / count;
    }

    private static JsonObject pool(Database.Load load) {
        return JsonObject.with()
                .whole("open", load.open())
                .whole("lent", load.lent())
                .whole("waiting", load.waiting())
                .build();
    }

    private void wallets(ShardedWallets wallets) {
        views.add(
                QUEUES,
                "wallets",
                () -> {
                    var load = wallets.load();
                    return JsonObject.with()
                            .whole("inMemory", load.living())
                            .whole("undecided", load.undecided())
                            .whole("waitingForDestinations", load.waiting())
                            .whole("inFlightAtDoor", load.inFlight())
                            .whole("maxInFlightAtDoor", load.maxInFlight())
                            .build();
                });
    }

    /** Of each kind: how many are in memory, and what has come for them and is not taken yet. */
    private void actors() {
        views.add(
                QUEUES,
                "actors",
                () -> {
                    var all = JsonObject.with();
                    for (var kind : Kind.values()) {
                        var one =
                                JsonObject.with()
                                        .whole("inMemory", actors.living(kind))
                                        .whole("inMailboxes", actors.waiting(kind));
                        all.value(kind.word(), one.build());
                    }
                    return all.build();
                });
    }

    private void kafka(Kafka kafka) {
        views.add(
                QUEUES,
                "kafka",
                () ->
                        JsonObject.with()
                                .flag("good", kafka.isGood())
                                .text("condition", kafka.condition())
                                .whole("failedRecords", kafka.publisher().failed())
                                .build());
    }

    /** Whoever has an edge. */
    void show(HttpEdge edge) {
        views.add(
                QUEUES,
                "edge",
                () -> JsonObject.with().whole("streams", edge.openStreams()).build());
    }

    /** Whoever does jobs. */
    void show(Workers workers) {
        views.add(
                QUEUES,
                "jobs",
                () -> {
                    var counted = JsonObject.with().whole("held", workers.held());
                    for (var count : Count.values()) {
                        counted.whole(word(count), workers.metrics().of(count));
                    }
                    var behind = JsonObject.with();
                    workers.readings().forEach((queue, of) -> behind.whole(queue, of.behind()));
                    counted.value("recordsNotRead", behind.build());
                    return counted.build();
                });
    }

    /** Of the providers there is a key for. */
    private void circuits(List<Circuit> circuits) {
        views.add(
                "circuits",
                "providers",
                () -> {
                    var states = new TreeMap<String, String>();
                    circuits.forEach(
                            each -> states.put(each.provider(), each.isOpen() ? "open" : "closed"));
                    return JsonObject.with().texts("state", states).build();
                });
    }

    /** What the database knows: the same on every node. */
    private void database(Database database) {
        var progress = new Progress(database, OffsetTable.LEDGER);
        views.add(
                "projections",
                OffsetTable.LEDGER,
                () -> {
                    var ranges = JsonObject.with();
                    progress.lags()
                            .forEach(
                                    (range, lag) -> ranges.whole(range.toString(), lag.toMillis()));
                    return JsonObject.with().value("lagMillisBySlices", ranges.build()).build();
                });
        var figures = new FigureQuery(database);
        views.add("jobs", QUEUES, () -> queues(figures.all()));
    }

    private static JsonObject queues(List<Figure> figures) {
        var byQueue = new TreeMap<String, JsonObject.Builder>();
        for (var figure : figures) {
            var field =
                    switch (figure.kind()) {
                        case JOBS -> figure.state().toLowerCase(Locale.ROOT);
                        case OLDEST_JOB_AGE -> "oldestWaitSeconds";
                        case QUARANTINED_JOBS -> "quarantined";
                        case OPEN_PAYMENTS,
                                UNKNOWN_PAYMENT_AGE,
                                OPEN_PAYOUTS,
                                UNKNOWN_PAYOUT_AGE,
                                XMIN_AGE ->
                                "";
                    };
            if (field.isEmpty()) continue;
            byQueue.computeIfAbsent(figure.of(), _ -> JsonObject.with())
                    .whole(field, Math.round(figure.value()));
        }
        var all = JsonObject.with();
        byQueue.forEach((queue, of) -> all.value(queue, of.build()));
        return all.build();
    }

    private static String word(Count count) {
        return count.name().toLowerCase(Locale.ROOT);
    }
}
