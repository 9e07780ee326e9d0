package io.florin.benchmark.engine;

import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.server.BenchServer;
import io.florin.benchmark.server.BenchServer.Database;
import io.florin.persistence.journal.JournalStats;
import io.florin.protocol.account.WalletId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Transfers through the door to the wallets. Each run starts an engine with new wallets, warms up,
 * comes to rest, measures, and counts CPU until it has come to rest again: what follows an answer
 * ({@code Settled}, the read side) is in the figures.
 */
final class EngineTransfers implements Contender {
    /** {@code database}: a word for the name of its database. */
    record Title(String name, String database) {}

    /**
     * @param wallets that take part
     * @param inFlight transfers under way
     */
    record Size(int wallets, int inFlight) {}

    private final String name;
    private final EngineSettings settings;
    private final Pairs pairs;
    private final Size size;
    private final BenchServer server;
    private final Database database;
    private int runs;
    private String anatomy = "";

    EngineTransfers(
            Title title, EngineSettings settings, Pairs pairs, Size size, BenchServer server) {
        this.name = title.name();
        this.settings = settings;
        this.pairs = pairs;
        this.size = size;
        this.server = server;
        this.database = server.create(title.database());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample run(Duration length) {
        try (var engine = Engine.start(settings, database)) {
            var prefix = "w" + ++runs;
            if (pairs == Pairs.ONCE) return runOnce(engine, prefix);
            var wallets = Population.open(engine.wallets(), prefix, size.wallets());
            load(engine, wallets, length.dividedBy(3));
            engine.drain();
            server.checkpoint();
            return measure(engine, () -> load(engine, wallets, length));
        }
    }

    /** The senders are used up by the run, so others warm up. */
    private Sample runOnce(Engine engine, String prefix) {
        var first = Population.open(engine.wallets(), prefix + "-first", size.wallets() / 4);
        var wallets = Population.open(engine.wallets(), prefix, size.wallets());
        loadOnce(engine, first);
        engine.drain();
        server.checkpoint();
        return measure(engine, () -> loadOnce(engine, wallets));
    }

    private interface Work {
        Load.Outcome run();
    }

    private Sample measure(Engine engine, Work work) {
        var statsBefore = engine.stats();
        var before = server.meter().read();
        var outcome = work.run();
        engine.drain();
        var cpu = server.meter().read().minus(before);
        anatomy = anatomy(outcome.answers(), statsBefore, engine.stats());
        return new Sample(outcome.answers(), outcome.elapsedNanos(), cpu);
    }

    private Load.Outcome load(Engine engine, List<WalletId> wallets, Duration length) {
        return Load.during(length, size.inFlight(), n -> pairs.send(engine.wallets(), wallets, n));
    }

    private Load.Outcome loadOnce(Engine engine, List<WalletId> wallets) {
        return Load.count(
                Pairs.senders(wallets.size()),
                size.inFlight(),
                n -> pairs.send(engine.wallets(), wallets, n));
    }

    private static String anatomy(long transfers, JournalStats before, JournalStats after) {
        double events = after.events() - before.events();
        return String.format(
                Locale.ROOT,
                "%.2f events a transfer, %.0f events a batch, %.2f name look-ups a transfer",
                events / transfers,
                events / Math.max(1, after.batches() - before.batches()),
                (after.lookups() - before.lookups()) / (double) transfers);
    }

    /** What the last run's transfers consisted of. */
    String anatomy() {
        return name + ": " + anatomy + ".";
    }

    @Override
    public void close() {
        server.drop(database);
    }
}
