package io.florin.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * A virtual clock, and what will happen when. One thread; steps run in the order of their time, and
 * of their scheduling where the times are equal, so that a seed always gives the same run.
 */
public final class World {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int REMEMBERED = Integer.getInteger("florin.simulation.notes", 60);

    private record Step(long at, long order, Runnable action) {}

    private final PriorityQueue<Step> queue =
            new PriorityQueue<>(Comparator.comparingLong(Step::at).thenComparingLong(Step::order));
    private final Chance chance;
    private final Tally tally = new Tally();
    private final boolean traced;
    private final ArrayDeque<String> trace = new ArrayDeque<>();
    private long now;
    private long order;
    private long steps;

    /** {@code traced}: remember the last notes; costs time, so only for a seed that failed. */
    public World(long seed, boolean traced) {
        this.chance = new Chance(seed);
        this.traced = traced;
    }

    public Chance chance() {
        return chance;
    }

    public Tally tally() {
        return tally;
    }

    /** Microseconds since the beginning. */
    public long now() {
        return now;
    }

    public Instant instant() {
        return instantAt(now);
    }

    public Instant instantAt(long micros) {
        return BEGIN.plus(micros / 1_000_000, java.time.temporal.ChronoUnit.SECONDS)
                .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    public long steps() {
        return steps;
    }

    public void in(long micros, Runnable action) {
        queue.add(new Step(now + Math.max(0, micros), order++, action));
    }

    public void at(Instant instant, Runnable action) {
        long micros = Duration.between(BEGIN, instant).toNanos() / 1_000;
        in(micros - now, action);
    }

    /** Runs the next step unless it lies after {@code until}; false when there was none. */
    public boolean step(long until) {
        var next = queue.peek();
        if (next == null || next.at() > until) {
            now = Math.max(now, until);
            return false;
        }
        queue.remove();
        now = next.at();
        steps++;
        next.action().run();
        return true;
    }

    /** Remembers what happens now, for the report of a seed that failed. */
    public void note(Supplier<String> what) {
        if (!traced) return;
        if (trace.size() == REMEMBERED) trace.removeFirst();
        trace.add("%12.6f s  %s".formatted(now / 1e6, what.get()));
    }

    public List<String> trace() {
        return List.copyOf(trace);
    }
}
