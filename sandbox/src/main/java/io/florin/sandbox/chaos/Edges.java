package io.florin.sandbox.chaos;

import java.io.IOException;
import java.time.Duration;

/** The doors of the nodes, numbered like these from 1. */
interface Edges {
    int nodes();

    /** Throws when there is no answer, for whatever reason. */
    Answer post(int node, Order order, Duration patience) throws IOException;

    /** Throws when there is no answer, for whatever reason. */
    Answer get(int node, String path, Duration patience) throws IOException;
}
