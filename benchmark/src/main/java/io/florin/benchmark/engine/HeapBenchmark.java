package io.florin.benchmark.engine;

import io.florin.benchmark.engine.EngineTransfers.Title;
import io.florin.benchmark.report.Figure;
import io.florin.benchmark.report.Line;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Target;
import io.florin.benchmark.server.BenchServer;
import io.florin.benchmark.server.BenchServer.Database;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.sandbox.terminal.Progress;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an idle wallet keeps of the heap: actor, sharding's share, state, and what the journal
 * remembers of it.
 *
 * @param wallets with a few names
 * @param knownWallets with as many names as a wallet remembers
 */
public record HeapBenchmark(int wallets, int knownWallets) {
    public static final String NAME = "heap";

    private static final String BYTES = "heap of a wallet";
    private static final String RATE = "recovered";
    private static final double TARGET_BYTES = 4096;
    private static final int NAMES = 300;
    private static final int COLLECTIONS = 3;

    public static HeapBenchmark usual() {
        return new HeapBenchmark(100_000, 2_000);
    }

    public Report run(BenchServer server, Progress progress) {
        var young = measure(new Title("wallets of 2 events", "few"), wallets, 0, server, progress);
        var known =
                measure(
                        new Title("wallets of %d events, name cache full".formatted(NAMES), "many"),
                        knownWallets,
                        NAMES,
                        server,
                        progress);
        var bytes = young.figures().getFirst().value();
        return new Report(
                NAME,
                "heap of one idle, recovered wallet",
                List.of(young, known),
                List.of(BYTES),
                List.of(Target.atMost("heap of an idle wallet", bytes, TARGET_BYTES, "bytes")),
                List.of(
                        "Live heap with %,d wallets less live heap before, after full collections."
                                .formatted(wallets)),
                Map.of());
    }

    private static Line measure(
            Title title, int count, int deposits, BenchServer server, Progress progress) {
        var database = server.create("heap_" + title.database());
        var settings =
                EngineSettings.NODE
                        .withoutReadSide()
                        .with("pekko.cluster.sharding.passivation.strategy", "none");
        progress.say("  opening %,d wallets".formatted(count));
        List<WalletId> ids;
        List<WalletId> others;
        try (var engine = Engine.start(settings, database)) {
            others = Population.open(engine.wallets(), "other", 1_000);
            ids = Population.open(engine.wallets(), "idle", count);
            deposit(engine, ids, deposits);
            engine.drain();
        }
        return recover(title, settings, database, ids, others);
    }

    private static void deposit(Engine engine, List<WalletId> ids, int deposits) {
        for (int n = 0; n < deposits; n++) {
            var request = Population.deposit("deposit-" + n);
            Population.all(ids, id -> engine.wallets().execute(id, request));
        }
    }

    private static Line recover(
            Title title,
            EngineSettings settings,
            Database database,
            List<WalletId> ids,
            List<WalletId> others) {
        try (var engine = Engine.start(settings, database)) {
            touch(engine, others); // whatever is made at first use is there now
            engine.drain();
            long before = liveHeapBytes();
            var outcome = touch(engine, ids);
            engine.drain();
            long bytes = liveHeapBytes() - before;
            var figures = new ArrayList<Figure>();
            figures.add(new Figure(BYTES, "bytes", (double) bytes / ids.size()));
            figures.add(new Figure(RATE, "/s", outcome.answers() * 1e9 / outcome.elapsedNanos()));
            return new Line(title.name(), figures);
        }
    }

    private static Load.Outcome touch(Engine engine, List<WalletId> ids) {
        return Population.all(ids, id -> engine.wallets().ask(id, Inquiry.free(new Look(false))));
    }

    private static long liveHeapBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int n = 0; n < COLLECTIONS; n++) memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
