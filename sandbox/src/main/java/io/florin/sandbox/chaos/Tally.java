package io.florin.sandbox.chaos;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the clients of a round met with: answers that were none, and how long the others took. */
final class Tally {
    private static final int CALLS_MAX = 100_000;

    /**
     * How often.
     *
     * @param answered with a final answer
     * @param pending with 202
     * @param busy with 503 or 429
     * @param cut not answered: the connection was refused or ended
     * @param silent not answered in time
     */
    record Counts(long answered, long pending, long busy, long cut, long silent) {
        Counts minus(Counts before) {
            return new Counts(
                    answered - before.answered,
                    pending - before.pending,
                    busy - before.busy,
                    cut - before.cut,
                    silent - before.silent);
        }

        /** How often something was asked once more. */
        long repeated() {
            return pending + busy + cut + silent;
        }
    }

    /**
     * A call from the first asking to the final answer, or until nobody waited for it any more.
     *
     * @param metNanos the nodes that it went through, and when it first came to each
     */
    record Took(
            long beganNanos, long endedNanos, List<String> wallets, Map<Integer, Long> metNanos) {
        Took {
            wallets = List.copyOf(wallets);
            metNanos = Map.copyOf(metNanos);
        }

        /** As much of it as came before any of these nodes; empty if one of them was the first. */
        Optional<Took> before(Set<Integer> nodes) {
            var first =
                    nodes.stream()
                            .filter(metNanos::containsKey)
                            .map(node -> requireNonNull(metNanos.get(node)))
                            .min(Comparator.comparing(met -> met - beganNanos));
            if (first.isEmpty()) return Optional.of(this);
            long ended = first.get();
            return metNanos.values().stream().anyMatch(met -> met - ended < 0)
                    ? Optional.of(new Took(beganNanos, ended, wallets, metNanos))
                    : Optional.empty();
        }

        Duration time() {
            return Duration.ofNanos(endedNanos - beganNanos);
        }
    }

    private final List<Took> calls = new ArrayList<>();
    private long answered;
    private long pending;
    private long busy;
    private long cut;
    private long silent;

    synchronized void answered(Took call) {
        answered++;
        keep(call);
    }

    /** Of what nobody ever answered. */
    synchronized void gaveUp(Took call) {
        keep(call);
    }

    private void keep(Took call) {
        if (calls.size() < CALLS_MAX) calls.add(call);
    }

    synchronized void notFinal(Answer answer) {
        if (answer.isPending()) pending++;
        else busy++;
    }

    synchronized void unanswered(IOException why) {
        if (why instanceof HttpTimeoutException) silent++;
        else cut++;
    }

    synchronized Counts counts() {
        return new Counts(answered, pending, busy, cut, silent);
    }

    /** How long the calls took that ended in this time. */
    synchronized Spread ended(long fromNanos, long toNanos) {
        return Spread.of(
                calls.stream()
                        .filter(call ->
                                call.endedNanos - fromNanos >= 0 && toNanos - call.endedNanos > 0)
                        .map(Took::time)
                        .toList());
    }

    /**
     * How long those took that were under way in this time, each as a whole: of one that hangs
     * until all is over, too. To be asked when all calls have ended.
     *
     * @param part what is of interest of a call, if anything
     */
    synchronized Spread underWay(
            long fromNanos, long toNanos, Function<Took, Optional<Took>> part) {
        return Spread.of(
                calls.stream()
                        .flatMap(call -> part.apply(call).stream())
                        .filter(call ->
                                call.endedNanos - fromNanos >= 0 && toNanos - call.beganNanos > 0)
                        .map(Took::time)
                        .toList());
    }

    /** Forgets the calls, not the counts. */
    synchronized void forget() {
        calls.clear();
    }
}
