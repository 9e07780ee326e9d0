package io.florin.edge.identity;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then random bits. The generator is called
 * from many threads, so it must bear that.
 */
public record TimeOrderedIds(InstantSource clock, RandomGenerator random) implements IdSource {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    @Override
    public UUID next() {
        long high = (clock.millis() << 16) | VERSION | (random.nextLong() >>> 52);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
