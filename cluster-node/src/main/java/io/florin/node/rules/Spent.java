package io.florin.node.rules;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What was sent of one asset in the UTC day of the last sending, counted from 1970, and in that
 * day's month. A later day or month begins at zero by itself.
 */
public record Spent(int day, long inDay, long inMonth) {
    private static final long SECONDS_PER_DAY = 86_400;

    public static final Spent NOTHING = new Spent(0, 0, 0);

    public long inDayOf(Instant at) {
        return day(at) == day ? inDay : 0;
    }

    public long inMonthOf(Instant at) {
        return isOneMonth(day(at), day) ? inMonth : 0;
    }

    /** So much more was sent. What no limit can reach any more is not counted further. */
    Spent plus(long minor, Instant at) {
        return new Spent(day(at), sum(inDayOf(at), minor), sum(inMonthOf(at), minor));
    }

    /**
     * So much of what was sent {@code then} came back: it counts no more in its day and month, if
     * these are still the ones that are counted. Never below zero, because a snapshot of an older
     * release knows nothing of what was sent before it.
     */
    Spent minus(long minor, Instant then) {
        int past = day(then);
        if (!isOneMonth(past, day)) return this;
        long left = past == day ? Math.max(0, inDay - minor) : inDay;
        return new Spent(day, left, Math.max(0, inMonth - minor));
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static int day(Instant at) {
        return Math.toIntExact(Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY));
    }

    private static boolean isOneMonth(int day, int other) {
        if (day == other) return true;
        var one = LocalDate.ofEpochDay(day);
        var two = LocalDate.ofEpochDay(other);
        return one.getMonthValue() == two.getMonthValue() && one.getYear() == two.getYear();
    }
}
