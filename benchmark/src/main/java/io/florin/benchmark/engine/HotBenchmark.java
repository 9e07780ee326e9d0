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
import java.util.Map;

/**
 * One wallet on one side of every transfer: its source in one half, its destination in the other.
 *
 * @param wallets that take part
 * @param inFlight transfers under way in the engine
 */
public record HotBenchmark(int wallets, int inFlight) {
    public static final String NAME = "hot";

    private static final String HOT = "engine, one hot wallet";
    private static final String UNIFORM = "engine, random pairs";
    private static final String PLAIN = "plpgsql, one hot row";

    private static final double OF_UNIFORM = 0.8;
    private static final double OF_PLAIN = 10;

    public static HotBenchmark usual() {
        return new HotBenchmark(10_000, 2_000);
    }

    public Report run(BenchServer server, Rounds rounds, Progress progress) {
        var size = new Size(wallets, inFlight);
        var node = EngineSettings.NODE;
        var hot = new EngineTransfers(new Title(HOT, "hot"), node, Pairs.HOT, size, server);
        var uniform =
                new EngineTransfers(
                        new Title(UNIFORM, "uniform"), node, Pairs.UNIFORM, size, server);
        List<Contender> contenders = new ArrayList<>(List.of(hot, uniform));
        if (PlainTransfers.isPossible()) {
            contenders.add(PlainTransfers.hot(PLAIN, server));
        } else {
            progress.say(PlainTransfers.IMPOSSIBLE);
        }
        try {
            var figures = rounds.run(contenders, progress);
            return report(figures, List.of(hot.anatomy(), uniform.anatomy()));
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private Report report(Figures figures, List<String> notes) {
        return new Report(
                NAME,
                "one transfer from or to one hot wallet of %,d".formatted(wallets),
                figures.contenders().stream().map(name -> Line.of(name, figures)).toList(),
                List.of(Line.RATE),
                targets(figures),
                notes,
                Map.of());
    }

    private static List<Target> targets(Figures figures) {
        var targets = new ArrayList<Target>();
        double ofUniform = figures.ratio(HOT, UNIFORM, Sample::perSecond);
        targets.add(Target.atLeast("rate against random pairs", ofUniform, OF_UNIFORM, ""));
        if (figures.contenders().contains(PLAIN)) {
            double ofPlain = figures.ratio(HOT, PLAIN, Sample::perSecond);
            targets.add(
                    Target.atLeast("rate against plpgsql on one hot row", ofPlain, OF_PLAIN, ""));
        }
        return targets;
    }
}
