package io.florin.edge;

import io.florin.edge.identity.IdSource;
import io.florin.edge.operation.Traffic;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Where the edge gets from what no two calls get alike: the time, ids, and what nobody guesses; and
 * whom it tells of them.
 *
 * @param sampleRatio how many of the traces that begin here are sampled, 0 to 1
 */
public record Sources(
        InstantSource clock,
        IdSource ids,
        SecureRandom random,
        Traffic traffic,
        double sampleRatio) {
    public Sources(InstantSource clock, IdSource ids, SecureRandom random) {
        this(clock, ids, random, Traffic.UNSEEN, 0);
    }
}
