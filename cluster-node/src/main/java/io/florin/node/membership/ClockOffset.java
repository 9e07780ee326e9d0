package io.florin.node.membership;

import java.time.Duration;
import java.time.Instant;

/**
 * How far this node's clock is ahead of the database's; negative if it is behind.
 *
 * @param doubt by so much the truth can differ: half of what the question took
 */
public record ClockOffset(Duration ahead, Duration doubt) {
    /** The database was asked between two looks at the own clock. */
    static ClockOffset of(Instant before, Instant database, Instant after) {
        var doubt = Duration.between(before, after).dividedBy(2);
        return new ClockOffset(Duration.between(database, before.plus(doubt)), doubt);
    }

    /** Whether it is more, whatever the doubt. */
    public boolean exceeds(Duration limit) {
        return ahead.abs().minus(doubt.abs()).compareTo(limit) > 0;
    }

    /** {@code 12 ms behind}, {@code 3600 s ahead of}. */
    public String words() {
        var size = ahead.abs();
        var amount = size.toSeconds() >= 10 ? size.toSeconds() + " s" : size.toMillis() + " ms";
        return amount + (ahead.isNegative() ? " behind" : " ahead of");
    }
}
