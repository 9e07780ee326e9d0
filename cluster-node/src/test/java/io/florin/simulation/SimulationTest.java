package io.florin.simulation;

import org.junit.jupiter.api.Test;

/**
 * Some seeds that once found something, and fresh ones for a few seconds. A seed that fails prints
 * its last steps and the command that runs it again. {@code -Dflorin.simulation.seed=N} runs that
 * one; {@code -Dflorin.simulation.seeds=N -Dflorin.simulation.from=S} runs many.
 */
class SimulationTest {
    private static final long[] REMEMBERED = {1, 2, 3, 42, 20_260_823};
    private static final long FRESH_NANOS = 12_000_000_000L;

    @Test
    void noSeedBreaksAPromise() {
        Long one = Long.getLong("florin.simulation.seed");
        Long many = Long.getLong("florin.simulation.seeds");
        if (one != null) {
            Simulation.run(one);
        } else if (many != null) {
            SimulationRun.of(Long.getLong("florin.simulation.from", 1), many);
        } else {
            for (long seed : REMEMBERED) Simulation.run(seed);
            SimulationRun.during(FRESH_NANOS);
        }
    }
}
