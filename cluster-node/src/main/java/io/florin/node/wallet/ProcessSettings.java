package io.florin.node.wallet;

import io.florin.node.rules.Bounds;

/**
 * The bounds of one wallet process.
 *
 * @param nameCapacity stored names remembered per wallet, 8 bytes each
 * @param maxUndecided commands waiting to be decided; the next is not taken
 * @param maxBatch commands decided for one write
 * @param maxWaiting callers waiting for open transfers; the next is told that it is in doubt
 * @param settleDelayMillis how long a heard answer waits for another write to be written with
 * @param repeatMillis first repetition of an unanswered question; doubles up to the maximum
 */
public record ProcessSettings(
        Bounds bounds,
        int nameCapacity,
        int maxUndecided,
        int maxBatch,
        int maxWaiting,
        long settleDelayMillis,
        long repeatMillis,
        long repeatMaxMillis) {
    public static final ProcessSettings DEFAULT =
            new ProcessSettings(Bounds.DEFAULT, 256, 10_000, 1_000, 20_000, 100, 1_000, 15_000);

    public ProcessSettings {
        if (nameCapacity < 2 || maxUndecided < 1 || maxBatch < 1 || maxWaiting < 1) {
            throw new IllegalArgumentException(
                    "florin.wallet: name-capacity is at least 2, max-undecided, max-batch and"
                            + " max-waiting at least 1; correct the setting.");
        }
        if (settleDelayMillis < 0 || repeatMillis < 1 || repeatMaxMillis < repeatMillis) {
            throw new IllegalArgumentException(
                    "florin.wallet: repeat-millis is at least 1 and at most repeat-max-millis,"
                            + " settle-delay-millis at least 0; correct the setting.");
        }
    }
}
