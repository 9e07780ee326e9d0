package io.florin.simulation;

import io.florin.simulation.world.BrokenPromise;
import io.florin.simulation.world.Tally;
import io.florin.simulation.world.World;

/**
 * The run of one seed: a storm, in which everything goes wrong; healing, after which everything has
 * to end; and what was held back for an hour, which must change nothing.
 */
public final class Simulation {
    /** What a clean seed did. */
    public record Run(long steps, Tally tally) {}

    private Simulation() {}

    /** Throws {@link BrokenPromise} with the seed, its last steps and how to see them again. */
    public static Run run(long seed) {
        var world = new World(seed, false);
        try {
            new WalletTown(world).live();
            return new Run(world.steps(), world.tally());
        } catch (RuntimeException | AssertionError | StackOverflowError first) {
            throw again(seed, first);
        }
    }

    /** A seed always fails in the same way, so its steps are written down the second time. */
    private static BrokenPromise again(long seed, Throwable first) {
        var world = new World(seed, true);
        Throwable again = null;
        try {
            new WalletTown(world).live();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            again = e;
        }
        boolean same =
                again != null && String.valueOf(again.getMessage()).equals(first.getMessage());
        var report =
                """
                seed %d
                %s
                after %d steps: %s
                %sTo see it again:
                ./florin test -pl cluster-node -am -Dtest=SimulationTest -Dflorin.simulation.seed=%d
                """
                        .formatted(
                                seed,
                                String.join("\n", world.trace()),
                                world.steps(),
                                first,
                                same ? "" : "NOT THE SAME the second time: " + again + "\n",
                                seed);
        return new BrokenPromise(report, first);
    }
}
