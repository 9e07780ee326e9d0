package io.florin.sandbox;

import io.florin.sandbox.chaos.Bounds;
import io.florin.sandbox.chaos.Kind;
import io.florin.sandbox.chaos.Plan;
import io.florin.sandbox.node.NodeAddress.Ports;
import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code chaos}.
 *
 * @param data null: a temporary folder, removed when all was in order
 * @param words that were given, for the command that repeats the run
 */
record ChaosOptions(
        Plan plan, boolean dryRun, Ports ports, @Nullable Path data, List<String> words) {
    private static final int MINUTES = 5;
    private static final int MINUTES_MAX = 10_000;
    private static final int FAULTS_MAX = 100_000;
    private static final int PATIENCE_SECONDS = 60;
    private static final int PATIENCE_MAX = 3_600;

    /** Beside those of {@code up}, and below the range of outgoing connections. */
    private static final Ports PORTS = new Ports(18_080, 17_626, 27_355, 19_095);

    static ChaosOptions parse(List<String> words) {
        var rest = new ArrayDeque<>(words);
        var others = new ArrayList<String>();
        int minutes = MINUTES;
        int faults = FAULTS_MAX;
        long seed = new SecureRandom().nextInt(1, 1_000_000);
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        int patience = PATIENCE_SECONDS;
        var bounds = Bounds.STRICT;
        boolean dryRun = false;
        while (!rest.isEmpty()) {
            var option = rest.removeFirst();
            switch (option) {
                case "--minutes" -> minutes = (int) number(option, rest, MINUTES_MAX);
                case "--faults" -> faults = (int) number(option, rest, FAULTS_MAX);
                case "--seed" -> seed = number(option, rest, Integer.MAX_VALUE);
                case "--only" -> kinds = kinds(value(option, rest));
                case "--patience" -> patience = (int) number(option, rest, PATIENCE_MAX);
                case "--bounds" -> bounds = bounds(value(option, rest));
                case "--dry-run" -> dryRun = true;
                case "--nodes", "--fresh", "--digest" -> throw Options.unknown(option);
                default -> others.add(option);
            }
        }
        var shared = Options.parse(others, PORTS);
        var data = others.contains("--data") ? shared.data() : null;
        var time = Duration.ofMinutes(minutes);
        var plan = new Plan(seed, kinds, time, faults, Duration.ofSeconds(patience), bounds);
        return new ChaosOptions(plan, dryRun, shared.ports(), data, List.copyOf(words));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) throw new CommandFailed(option + " needs a value after it.");
        return rest.removeFirst();
    }

    private static long number(String option, Deque<String> rest, int max) {
        var text = value(option, rest);
        if (text.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= max) return number;
        }
        throw new CommandFailed(
                "%s needs a number from 1 to %d, and %s is none.".formatted(option, max, text));
    }

    private static Bounds bounds(String word) {
        return Bounds.of(word)
                .orElseThrow(() ->
                        new CommandFailed(
                                "--bounds is strict or report, and %s is neither."
                                        .formatted(word)));
    }

    private static Set<Kind> kinds(String words) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var word : words.split(",", -1)) {
            kinds.add(
                    Kind.of(word)
                            .orElseThrow(() ->
                                    new CommandFailed(
                                            "--only knows %s; %s is none of them."
                                                    .formatted(allKinds(), word))));
        }
        return kinds;
    }

    private static String allKinds() {
        return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    }

    /** The command that repeats the run, whatever chance chose in this one. */
    String command() {
        var said = new ArrayList<>(words);
        said.remove("--dry-run");
        if (!said.contains("--seed")) {
            said.addAll(List.of("--seed", Long.toString(plan.seed())));
        }
        return "./florin chaos " + String.join(" ", said);
    }
}
