package io.florin.benchmark.measure;

import io.florin.sandbox.terminal.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Contenders in turns, so that a slow minute of the machine hurts all of them. Every other round
 * runs backwards, so that nobody always follows the same neighbour.
 *
 * @param rounds that count
 * @param length of one run
 * @param warmUps rounds before those, which do not count
 */
public record Rounds(int rounds, Duration length, int warmUps) {
    public Rounds {
        if (rounds < 1 || warmUps < 0 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("At least one round of some length is needed.");
        }
    }

    public Figures run(List<? extends Contender> contenders, Progress progress) {
        for (int warmUp = 1; warmUp <= warmUps; warmUp++) {
            for (var contender : contenders) {
                say(progress, "warm-up", contender, contender.run(length));
            }
        }
        var figures = new Figures();
        var order = new ArrayList<>(contenders);
        for (int round = 1; round <= rounds; round++) {
            for (var contender : order) {
                var sample = contender.run(length);
                figures.add(contender, sample);
                say(progress, "round " + round, contender, sample);
            }
            java.util.Collections.reverse(order);
        }
        return figures;
    }

    private static void say(Progress progress, String when, Contender contender, Sample sample) {
        progress.say(
                String.format(
                        Locale.ROOT,
                        "  %-8s %-42s %,9.0f/s  %6.1f µs CPU (JVM %.1f, PostgreSQL %.1f)",
                        when,
                        contender.name(),
                        sample.perSecond(),
                        sample.cpuMicros(),
                        sample.jvmMicros(),
                        sample.postgresMicros()));
    }
}
