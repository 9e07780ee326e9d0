package io.florin.benchmark.edge;

import io.florin.benchmark.measure.Rounds;
import io.florin.sandbox.terminal.CommandFailed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Begins two kinds of work in turns at fixed times, whether what was begun before has ended or not.
 * A latency counts from the time at which it was to begin, so that nothing hides behind a late
 * start.
 */
record Pace(int perSecond, Rounds rounds) {
    record Outcome(Latencies one, Latencies other) {}

    Outcome inTurns(LongConsumer one, LongConsumer other) {
        long warmUps = count(rounds.warmUps());
        run(warmUps, one, other);
        return run(count(rounds.rounds()), one, other);
    }

    private long count(int ofRounds) {
        return ofRounds * rounds.length().toSeconds() * perSecond;
    }

    private Outcome run(long count, LongConsumer one, LongConsumer other) {
        long stepNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        long startNanos = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ones =
                    LongStream.range(0, count)
                            .mapToObj(n ->
                                    threads.submit(() -> timed(one, n, startNanos + n * stepNanos)))
                            .toList();
            var others =
                    LongStream.range(0, count)
                            .mapToObj(n ->
                                    threads.submit(() ->
                                            timed(
                                                    other,
                                                    n,
                                                    startNanos + n * stepNanos + stepNanos / 2)))
                            .toList();
            return new Outcome(latencies(ones), latencies(others));
        }
    }

    private static long timed(LongConsumer work, long number, long beginNanos) {
        for (long wait = until(beginNanos); wait > 0; wait = until(beginNanos)) {
            LockSupport.parkNanos(wait);
        }
        work.accept(number);
        return System.nanoTime() - beginNanos;
    }

    private static long until(long timeNanos) {
        return timeNanos - System.nanoTime();
    }

    private Latencies latencies(List<Future<Long>> begun) {
        long limitSeconds = rounds.length().toSeconds() * rounds.rounds() + 60;
        try {
            var nanos = new long[begun.size()];
            for (int n = 0; n < nanos.length; n++) {
                nanos[n] = begun.get(n).get(limitSeconds, TimeUnit.SECONDS);
            }
            return new Latencies(nanos);
        } catch (ExecutionException e) {
            throw new CommandFailed("What was timed failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new CommandFailed("What was timed does not end.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }
}
