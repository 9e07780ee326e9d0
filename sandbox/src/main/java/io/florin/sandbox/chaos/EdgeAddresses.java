package io.florin.sandbox.chaos;

import java.net.URI;
import java.util.List;

/** Where the nodes' edges are, the first node's first, and the key that opens them. */
public record EdgeAddresses(List<URI> edges, String operatorKey) {
    public EdgeAddresses {
        edges = List.copyOf(edges);
    }
}
