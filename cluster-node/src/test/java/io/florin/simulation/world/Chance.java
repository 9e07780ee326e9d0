package io.florin.simulation.world;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of randomness of a seed. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** True with this probability. */
    public boolean of(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** True once in {@code n} times. */
    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** From 0, below {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    public long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    public <T> T pick(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
