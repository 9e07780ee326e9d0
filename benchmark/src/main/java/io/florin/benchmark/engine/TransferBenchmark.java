package io.florin.benchmark.engine;

import io.florin.benchmark.engine.EngineTransfers.Size;
import io.florin.benchmark.engine.EngineTransfers.Title;
import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.Figures;
import io.florin.benchmark.measure.Rounds;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.plain.PlainTransfers;
import io.florin.benchmark.report.Line;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Target;
import io.florin.benchmark.server.BenchServer;
import io.florin.sandbox.terminal.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU per transfer between random pairs of wallets, against the plpgsql function, and what the
 * parts of it cost.
 *
 * @param wallets that take part
 * @param inFlight transfers under way in the engine; pgbench has its own number of clients
 */
public record TransferBenchmark(int wallets, int inFlight) {
    public static final String NAME = "transfers";

    static final String ALL = "engine, all of it";
    static final String PLAIN = "plpgsql, pgbench with 16 clients";
    private static final String NO_READ_SIDE = "engine, read side off";
    private static final String LOOK_UPS = "engine, names looked up";
    private static final String ONCE = "sending once, read side off";
    private static final String UNSETTLED = "sending once, read side off, unsettled";

    private static final double TARGET = 0.4;
    private static final int FEW_NAMES = 2;
    private static final long AFTER_THE_RUN_MILLIS = 3_600_000;

    public static TransferBenchmark usual() {
        return new TransferBenchmark(10_000, 2_000);
    }

    public Report run(BenchServer server, Rounds rounds, Progress progress) {
        var engines = engines(server);
        List<Contender> contenders = new ArrayList<>(engines);
        if (PlainTransfers.isPossible()) {
            contenders.add(1, PlainTransfers.uniform(PLAIN, server));
        } else {
            progress.say(PlainTransfers.IMPOSSIBLE);
        }
        try {
            var figures = rounds.run(contenders, progress);
            return report(figures, engines);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private List<EngineTransfers> engines(BenchServer server) {
        var size = new Size(wallets, inFlight);
        var more = new Size(wallets * 2, inFlight); // a run uses the senders up
        var node = EngineSettings.NODE;
        var noReadSide = node.withoutReadSide();
        var lookUps = node.with("florin.wallet.name-capacity", FEW_NAMES);
        var unsettled = noReadSide.with("florin.wallet.settle-delay-millis", AFTER_THE_RUN_MILLIS);
        return List.of(
                new EngineTransfers(new Title(ALL, "engine"), node, Pairs.UNIFORM, size, server),
                new EngineTransfers(
                        new Title(NO_READ_SIDE, "no_read_side"),
                        noReadSide,
                        Pairs.UNIFORM,
                        size,
                        server),
                new EngineTransfers(
                        new Title(LOOK_UPS, "look_ups"), lookUps, Pairs.UNIFORM, size, server),
                new EngineTransfers(new Title(ONCE, "once"), noReadSide, Pairs.ONCE, more, server),
                new EngineTransfers(
                        new Title(UNSETTLED, "unsettled"), unsettled, Pairs.ONCE, more, server));
    }

    private Report report(Figures figures, List<EngineTransfers> engines) {
        return new Report(
                NAME,
                "one transfer between two of %,d wallets, %,d under way"
                        .formatted(wallets, inFlight),
                figures.contenders().stream().map(name -> Line.of(name, figures)).toList(),
                Line.CPU,
                targets(figures),
                Stream.concat(parts(figures), engines.stream().map(EngineTransfers::anatomy))
                        .toList(),
                Map.of());
    }

    private static List<Target> targets(Figures figures) {
        if (!figures.contenders().contains(PLAIN)) return List.of();
        double ratio = figures.ratio(ALL, PLAIN, Sample::cpuMicros);
        return List.of(Target.atMost("CPU per transfer against plpgsql", ratio, TARGET, ""));
    }

    private static Stream<String> parts(Figures figures) {
        return Stream.of(
                difference(figures, "The read side alone", ALL, NO_READ_SIDE),
                difference(figures, "Settled alone", ONCE, UNSETTLED)
                        + " Each Settled is a write of its own there; under load many ride along.",
                difference(figures, "Looking names up", LOOK_UPS, ALL),
                "The engine's figures hold its generator, everything after the answer until all"
                        + " is settled and projected, and idle time of that; plpgsql's hold"
                        + " PostgreSQL only, not pgbench.");
    }

    private static String difference(Figures figures, String what, String from, String less) {
        return String.format(
                Locale.ROOT,
                "%s: %.1f µs CPU a transfer (JVM %.1f, PostgreSQL %.1f): '%s' less '%s'.",
                what,
                figures.difference(from, less, Sample::cpuMicros),
                figures.difference(from, less, Sample::jvmMicros),
                figures.difference(from, less, Sample::postgresMicros),
                from,
                less);
    }
}
