package io.florin.protocol.money;

/** A positive amount of one asset in minor units, 1 … {@link #MAX_MINOR}. */
public record Money(Asset asset, long minor) {
    /** 2^53 − 1: exact in every JSON reader. Balances stay inside ± this bound. */
    public static final long MAX_MINOR = 9_007_199_254_740_991L;

    public Money {
        requireAmount(minor);
    }

    /** Returns the amount; throws {@link IllegalArgumentException} unless it is within bounds. */
    public static long requireAmount(long minor) {
        if (minor < 1 || minor > MAX_MINOR) {
            throw new IllegalArgumentException(
                    "An amount is a whole number of minor units from 1 to " + MAX_MINOR + ".");
        }
        return minor;
    }

    /** Throws {@link IllegalArgumentException} when the result is not positive or too large. */
    public Money withMinor(long other) {
        return new Money(asset, other);
    }

    @Override
    public String toString() {
        return minor + " " + asset;
    }
}
