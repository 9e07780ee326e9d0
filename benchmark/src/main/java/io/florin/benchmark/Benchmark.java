package io.florin.benchmark;

import io.florin.sandbox.terminal.CommandFailed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be measured, in the order of {@code all}. */
enum Benchmark {
    JOURNAL("one event, ours against the stock journal"),
    TRANSFERS("one transfer, the engine against a plpgsql function"),
    HOT("one wallet on one side of every transfer"),
    HEAP("memory of an idle wallet"),
    RECOVERY("a wallet of 10,000 events comes back"),
    EDGE("one call that shows a wallet, against the parts of it"),
    LOGINS("one login, against its hash"),
    SESSIONS("memory of a live session"),
    JOBS("jobs that do nothing, against db-scheduler and graphile-worker");

    private final String sentence;

    Benchmark(String sentence) {
        this.sentence = sentence;
    }

    /** As it is said on the command line and in file names. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Benchmark of(String word) {
        return Arrays.stream(values())
                .filter(benchmark -> benchmark.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed(
                                "There is no benchmark %s. There are:%n%s%n  all"
                                        .formatted(word, list())));
    }

    private static String list() {
        return Arrays.stream(values())
                .map(one -> "  %-10s %s".formatted(one.word(), one.sentence))
                .collect(Collectors.joining("\n"));
    }
}
