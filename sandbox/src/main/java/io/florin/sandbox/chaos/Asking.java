package io.florin.sandbox.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How a client asks that takes nothing but a final answer: the same again, under the same key, at
 * the next edge.
 *
 * @param through the nodes whose edges are asked, in turns
 * @param patience with one asking
 */
record Asking(Edges edges, Tally tally, List<Integer> through, Duration patience) {
    private static final Duration PAUSE = Duration.ofMillis(50);

    Asking {
        through = List.copyOf(through);
    }

    /**
     * The final answer; empty if there was none until it was over.
     *
     * @param turn which edge is the first
     */
    Optional<Answer> untilFinal(Order order, int turn, BooleanSupplier isOver) {
        long began = System.nanoTime();
        var met = new LinkedHashMap<Integer, Long>();
        for (int i = turn; !isOver.getAsBoolean(); i++) {
            int node = through.get(Math.floorMod(i, through.size()));
            met.putIfAbsent(node, System.nanoTime());
            try {
                var answer = edges.post(node, order, patience);
                if (answer.isFinal()) {
                    tally.answered(new Tally.Took(began, System.nanoTime(), order.wallets(), met));
                    return Optional.of(answer);
                }
                tally.notFinal(answer);
            } catch (IOException e) {
                tally.unanswered(e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        tally.gaveUp(new Tally.Took(began, System.nanoTime(), order.wallets(), met));
        return Optional.empty();
    }
}
