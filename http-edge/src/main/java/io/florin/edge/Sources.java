package io.florin.edge;

import io.florin.edge.identity.IdSource;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Where the edge gets from what no two calls get alike: the time, ids, and what nobody guesses. */
public record Sources(InstantSource clock, IdSource ids, SecureRandom random) {}
