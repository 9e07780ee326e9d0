package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who takes part in a run.
 *
 * @param wallets that the load moves money between
 */
record Scene(Grounds grounds, Edges edges, Book book, Tally tally, List<String> wallets) {
    /** Longer than an edge waits for a wallet before it says 202. */
    private static final Duration CLIENT = Duration.ofSeconds(7);

    /** As often as that somebody knocks. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    Scene {
        wallets = List.copyOf(wallets);
    }

    /** A client that knows all edges. */
    Asking client() {
        return new Asking(edges, tally, others(Set.of()), CLIENT);
    }

    /** An impatient one that goes round the victims' edges, if any is left. */
    Asking probe(Set<Integer> victims) {
        var spared = others(victims);
        return new Asking(edges, new Tally(), spared.isEmpty() ? others(Set.of()) : spared, PROBE);
    }

    private List<Integer> others(Set<Integer> victims) {
        return IntStream.rangeClosed(1, edges.nodes())
                .filter(node -> !victims.contains(node))
                .boxed()
                .toList();
    }
}
