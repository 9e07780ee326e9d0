package io.florin.protocol.wallet;

/**
 * One asset of one wallet right after an event, in minor units: {@code posted} is what it owns,
 * {@code held} the part of it set aside. Available is posted − held + overdraft limit.
 */
public record Balance(long posted, long held) {
    public static final Balance ZERO = new Balance(0, 0);
}
