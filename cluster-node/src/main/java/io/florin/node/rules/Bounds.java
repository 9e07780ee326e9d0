package io.florin.node.rules;

import java.util.stream.IntStream;

/**
 * The bounds of one wallet's state. What is unfinished is never forgotten, so it is bounded: beyond
 * these the next request is not taken (503), the next promised leg is refused.
 */
public record Bounds(
        int maxOpenTransfers,
        int maxOpenHolds,
        int maxOpenJobs,
        int maxReceivedLegs,
        int maxAssets) {
    public static final Bounds DEFAULT = new Bounds(20_000, 1_000, 1_000, 1_000, 64);

    public Bounds {
        int least =
                IntStream.of(
                                maxOpenTransfers,
                                maxOpenHolds,
                                maxOpenJobs,
                                maxReceivedLegs,
                                maxAssets)
                        .min()
                        .getAsInt();
        if (least < 1) {
            throw new IllegalArgumentException(
                    "florin.wallet.bounds: each bound is at least 1; correct the setting.");
        }
    }
}
