package io.florin.simulation;

import io.florin.simulation.world.Tally;
import java.util.List;

/**
 * Runs many seeds and says in one line what they went through: {@code --seeds N --from S}. Through
 * Maven: {@code ./florin test -pl cluster-node -am -Dtest=SimulationTest
 * -Dflorin.simulation.seeds=20000 -Dflorin.simulation.from=1}.
 */
public final class SimulationRun {
    private final Tally tally = new Tally();
    private final long from;
    private final long began = System.nanoTime();
    private long seeds;
    private long steps;

    private SimulationRun(long from) {
        this.from = from;
    }

    public static void main(String[] arguments) {
        var given = List.of(arguments);
        of(option(given, "--from", 1), option(given, "--seeds", 1_000));
    }

    private static long option(List<String> given, String name, long otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : Long.parseLong(given.get(at + 1));
    }

    static void of(long from, long seeds) {
        var run = new SimulationRun(from);
        while (run.seeds < seeds) run.next();
        run.report();
    }

    /** Seeds that nobody has run before, until the time is up. */
    static void during(long nanos) {
        var run = new SimulationRun(System.currentTimeMillis() * 1_000_000);
        while (System.nanoTime() - run.began < nanos) run.next();
        run.report();
    }

    private void next() {
        var clean = Simulation.run(from + seeds);
        seeds++;
        steps += clean.steps();
        tally.add(clean.tally());
    }

    private void report() {
        double minutes = (System.nanoTime() - began) / 60e9;
        System.out.printf(
                "simulation: %d seeds from %d clean, %d steps, %.0f seeds a minute; %s%n",
                seeds, from, steps, seeds / minutes, tally);
    }
}
