package io.florin.benchmark;

import io.florin.benchmark.report.Reports;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code ./florin bench}: each benchmark in a new process with a node's JVM settings, so that none
 * inherits another's heap or compiled code.
 */
public final class Bench {
    private final Terminal terminal;
    private final BenchOptions options;

    private Bench(BenchOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    public static void main(String[] words) {
        var terminal = Terminal.ofProcess();
        try {
            new Bench(BenchOptions.parse(List.of(words)), terminal).run();
        } catch (CommandFailed e) {
            terminal.complain(e.sentence());
            System.exit(1);
        }
    }

    private void run() {
        for (var benchmark : options.benchmarks()) {
            terminal.say("Measuring " + benchmark.word() + ".");
            measure(benchmark);
        }
        var reports = new Reports(options.reports());
        var words = Arrays.stream(Benchmark.values()).map(Benchmark::word).toList();
        reports.publish(words);
        terminal.print(
                reports.publish(options.benchmarks().stream().map(Benchmark::word).toList()));
        terminal.say(
                "Kept in %s: chart.svg, table.txt and one JSON each.".formatted(reports.folder()));
    }

    private void measure(Benchmark benchmark) {
        try {
            Files.createDirectories(options.reports());
            var builder = new ProcessBuilder(command(benchmark)).inheritIO();
            builder.environment().putIfAbsent("FLORIN_LOG_LEVEL", "WARN");
            var process = builder.start();
            var end = new Thread(process::destroy, "end");
            Runtime.getRuntime().addShutdownHook(end);
            int status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            if (status != 0) {
                throw new CommandFailed("The benchmark %s failed.".formatted(benchmark.word()));
            }
        } catch (IOException e) {
            throw new CommandFailed("Cannot start a JVM: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    /** The flags of a node that {@code ./florin up} starts, and a heap of 2 GiB like its. */
    private List<String> command(Benchmark benchmark) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseG1GC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx2048m"));
        if (options.profile()) {
            var recording = options.reports().resolve(benchmark.word() + ".jfr");
            command.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Measurement.class.getName());
        command.addAll(options.words(benchmark));
        return command;
    }
}
