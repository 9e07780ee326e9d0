package io.florin.benchmark;

import io.florin.benchmark.edge.EdgeBenchmark;
import io.florin.benchmark.edge.LoginBenchmark;
import io.florin.benchmark.edge.SessionBenchmark;
import io.florin.benchmark.engine.HeapBenchmark;
import io.florin.benchmark.engine.HotBenchmark;
import io.florin.benchmark.engine.RecoveryBenchmark;
import io.florin.benchmark.engine.TransferBenchmark;
import io.florin.benchmark.job.JobBenchmark;
import io.florin.benchmark.journal.JournalBenchmark;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Reports;
import io.florin.benchmark.server.BenchServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import io.florin.sandbox.terminal.Terminal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The process in which one benchmark runs, with a server of its own, and leaves its report. */
public final class Measurement {
    private Measurement() {}

    public static void main(String[] words) {
        var terminal = Terminal.ofProcess();
        int status = 0;
        try {
            var options = BenchOptions.parse(List.of(words));
            for (var benchmark : options.benchmarks()) {
                new Reports(options.reports()).write(measure(benchmark, options, terminal));
            }
        } catch (CommandFailed e) {
            terminal.complain(e.sentence());
            status = 1;
        } catch (RuntimeException e) {
            terminal.complain("A bug in the benchmark: " + e);
            LoggerFactory.getLogger(Measurement.class).error("Where it happened", e);
            status = 1;
        }
        System.exit(status); // What an actor system leaves behind must not keep us.
    }

    private static Report measure(Benchmark benchmark, BenchOptions options, Progress progress) {
        var clock = InstantSource.system();
        try (var server = BenchServer.start(options.reports(), options.binaries(), progress)) {
            // Nothing may be left running, whatever ends us.
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end"));
            double loadBefore = server.meter().loadAverage();
            var report =
                    switch (benchmark) {
                        case JOURNAL ->
                                JournalBenchmark.usual().run(server, options.asRounds(), progress);
                        case TRANSFERS ->
                                TransferBenchmark.usual().run(server, options.asRounds(), progress);
                        case HOT -> HotBenchmark.usual().run(server, options.asRounds(), progress);
                        case HEAP -> HeapBenchmark.usual().run(server, progress);
                        case RECOVERY -> RecoveryBenchmark.usual().run(server, progress);
                        case EDGE ->
                                EdgeBenchmark.usual().run(server, options.asRounds(), progress);
                        case LOGINS ->
                                LoginBenchmark.usual().run(server, options.asRounds(), progress);
                        case SESSIONS -> SessionBenchmark.usual().run(server, progress);
                        case JOBS -> JobBenchmark.usual().run(server, options.asRounds(), progress);
                    };
            var conditions = new LinkedHashMap<>(conditions(options, loadBefore));
            conditions.put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            conditions.put("PostgreSQL", server.describe());
            return report.withConditions(conditions);
        }
    }

    private static Map<String, String> conditions(BenchOptions options, double loadBefore) {
        return Map.of(
                "runs", "%d × %d s".formatted(options.rounds(), options.seconds()),
                "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
                "load before", String.format(Locale.ROOT, "%.2f", loadBefore),
                "JDK", Runtime.version().toString());
    }
}
