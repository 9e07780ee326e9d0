package io.florin.protocol.ledger;

import java.math.BigInteger;

/** How many there were, and their sum in minor units, which no bound of a balance bounds. */
public record Tally(long count, BigInteger sum) {
    public static final Tally NONE = new Tally(0, BigInteger.ZERO);

    public Tally plus(Tally other) {
        return new Tally(count + other.count, sum.add(other.sum));
    }
}
