package io.florin.benchmark;

import io.florin.benchmark.measure.Rounds;
import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind {@code ./florin bench}.
 *
 * @param benchmarks in the order in which they run
 * @param seconds of one run of one contender
 * @param rounds that count
 * @param profile whether a flight recording of each process is kept beside its report
 * @param data the folder that holds PostgreSQL's programs and, in {@code bench}, the reports
 */
record BenchOptions(
        List<Benchmark> benchmarks, int seconds, int rounds, boolean profile, Path data) {
    static final BenchOptions DEFAULT =
            new BenchOptions(List.of(Benchmark.values()), 10, 3, false, home().resolve(".florin"));

    BenchOptions {
        benchmarks = List.copyOf(benchmarks);
        data = data.toAbsolutePath().normalize();
    }

    static BenchOptions parse(List<String> words) {
        var benchmarks = new ArrayList<Benchmark>();
        int seconds = DEFAULT.seconds;
        int rounds = DEFAULT.rounds;
        boolean profile = false;
        var data = DEFAULT.data;
        var rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            var word = rest.removeFirst();
            switch (word) {
                case "--seconds" -> seconds = number(word, rest.pollFirst(), 600);
                case "--rounds" -> rounds = number(word, rest.pollFirst(), 100);
                case "--profile" -> profile = true;
                case "--data" -> data = Path.of(value(word, rest.pollFirst()));
                case "all" -> benchmarks.addAll(DEFAULT.benchmarks);
                default -> benchmarks.add(Benchmark.of(word));
            }
        }
        if (benchmarks.isEmpty()) benchmarks.addAll(DEFAULT.benchmarks);
        return new BenchOptions(
                benchmarks.stream().distinct().toList(), seconds, rounds, profile, data);
    }

    Path reports() {
        return data.resolve("bench");
    }

    Path binaries() {
        return data.resolve("binaries");
    }

    Rounds asRounds() {
        return new Rounds(rounds, Duration.ofSeconds(seconds), 1);
    }

    /** The same options for one benchmark, as words for another process. */
    List<String> words(Benchmark benchmark) {
        return List.of(
                benchmark.word(),
                "--seconds",
                Integer.toString(seconds),
                "--rounds",
                Integer.toString(rounds),
                "--data",
                data.toString());
    }

    private static Path home() {
        return Path.of(System.getProperty("florin.home", ""));
    }

    private static String value(String option, @org.jspecify.annotations.Nullable String value) {
        return Optional.ofNullable(value)
                .orElseThrow(() -> new CommandFailed(option + " needs a value after it."));
    }

    private static int number(
            String option, @org.jspecify.annotations.Nullable String word, int most) {
        var text = value(option, word);
        int number = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw new CommandFailed(
                    "%s needs a number from 1 to %d, and %s is none."
                            .formatted(option, most, text));
        }
        return number;
    }
}
