package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.Set;

/**
 * How much goes wrong.
 *
 * @param seed of the faults and of what each client asks for
 * @param kinds of faults
 * @param time after which no further fault begins
 * @param faults at most
 * @param patience within this after its healing nothing may be left of a fault
 * @param bounds what missing one means
 */
public record Plan(
        long seed, Set<Kind> kinds, Duration time, int faults, Duration patience, Bounds bounds) {
    public Plan {
        kinds = Set.copyOf(kinds);
    }

    /** From the first fault. */
    public Schedule schedule(int nodes) {
        return new Schedule(seed, nodes, kinds);
    }
}
