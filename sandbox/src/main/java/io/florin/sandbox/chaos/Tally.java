package io.florin.sandbox.chaos;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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

    /** A call from the first asking to the final answer, and through which nodes it went. */
    record Took(long beganNanos, long endedNanos, List<String> wallets, Set<Integer> through) {}

    private final List<Took> calls = new ArrayList<>();
    private long answered;
    private long pending;
    private long busy;
    private long cut;
    private long silent;

    synchronized void answered(Took call) {
        answered++;
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
    synchronized Spread between(long fromNanos, long toNanos, Predicate<Took> which) {
        return Spread.of(
                calls.stream()
                        .filter(call ->
                                call.endedNanos - fromNanos >= 0 && toNanos - call.endedNanos > 0)
                        .filter(which)
                        .map(call -> Duration.ofNanos(call.endedNanos - call.beganNanos))
                        .toList());
    }

    /** Forgets the calls, not the counts. */
    synchronized void forget() {
        calls.clear();
    }
}
