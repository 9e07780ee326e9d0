package io.florin.benchmark.journal;

import io.florin.benchmark.measure.Figures;
import io.florin.benchmark.measure.Rounds;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.report.Line;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Target;
import io.florin.benchmark.server.BenchServer;
import io.florin.sandbox.terminal.Progress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * CPU per event of journals.
 *
 * @param writers persistent actors, each with one event under way
 * @param eventBytes of an event; a transfer's are about as big
 */
public record JournalBenchmark(int writers, int eventBytes) {
    public static final String NAME = "journal";
    private static final double TARGET = 0.75;

    public static JournalBenchmark usual() {
        return new JournalBenchmark(1_000, 200);
    }

    public Report run(BenchServer server, Rounds rounds, Progress progress) {
        var bytes = new byte[eventBytes];
        new Random(1).nextBytes(bytes);
        LongFunction<Payload> plain = _ -> new Payload(bytes, null, null);
        LongFunction<Payload> named = n -> new Payload(bytes, "key-" + n, "t/transfer-" + n);
        try (var ours = new JournalContender(JournalKind.OURS, writers, server, plain);
                var stock = new JournalContender(JournalKind.STOCK, writers, server, plain);
                var ourNames =
                        new JournalContender(JournalKind.OURS_NAMED, writers, server, named)) {
            return report(rounds.run(List.of(ours, stock, ourNames), progress));
        }
    }

    private Report report(Figures figures) {
        var ours = JournalKind.OURS.title();
        var stock = JournalKind.STOCK.title();
        return new Report(
                NAME,
                "one event of %d bytes stored, %,d persistent actors"
                        .formatted(eventBytes, writers),
                figures.contenders().stream().map(name -> Line.of(name, figures)).toList(),
                Line.CPU,
                List.of(
                        Target.atMost(
                                "CPU per event against stock, tuned",
                                figures.ratio(ours, stock, Sample::cpuMicros),
                                TARGET,
                                "")),
                List.of(
                        "The actors' own work is in all figures alike. Ours also keeps slice,"
                                + " commit order and hash chain; stock has no unique names."),
                Map.of());
    }
}
