package io.florin.node.limit;

import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;

/**
 * How many of one subject's requests were admitted before a time. The window is fixed: it begins
 * with the first request that finds none open, lasts as long as the rule says, and admits exactly
 * the limit. So any stretch of time as long as a window, wherever it begins, admits at most twice
 * the limit. A log of every request would narrow that to the limit, for as many numbers per subject
 * as the limit is high, and up to a million is too much to let a stranger write; a window is two
 * numbers whatever it admits. Requests that are refused do not prolong it.
 */
record Window(long endMillis, int admitted) {
    static final Window NONE = new Window(Long.MIN_VALUE, 0);

    boolean isOver(long nowMillis) {
        return nowMillis >= endMillis;
    }

    /** The window after one more request; itself, if that is refused. */
    Window take(RateRule rule, long nowMillis) {
        return take(rule, 1, nowMillis);
    }

    /** The window after so many more requests; itself, if there is no room for all of them. */
    Window take(RateRule rule, int count, long nowMillis) {
        var open = at(rule, nowMillis);
        return count <= rule.limit() - open.admitted
                ? new Window(open.endMillis, open.admitted + count)
                : open;
    }

    /**
     * The one that counts now. It never lasts longer than the rule says, not even when a clock was
     * set back or the rule made shorter.
     */
    private Window at(RateRule rule, long nowMillis) {
        long latestEnd = nowMillis + rule.windowSeconds() * 1_000L;
        if (isOver(nowMillis)) return new Window(latestEnd, 0);
        return endMillis > latestEnd ? new Window(latestEnd, admitted) : this;
    }

    /** What to tell about the request that made this window of the one before. */
    RateVerdict verdict(RateRule rule, Window before, long nowMillis) {
        int countedBefore = before.isOver(nowMillis) ? 0 : before.admitted;
        boolean admitted = this.admitted > countedBefore;
        int remaining = Math.max(0, rule.limit() - this.admitted);
        long resetSeconds = Math.ceilDiv(endMillis - nowMillis, 1_000L);
        return new RateVerdict(admitted, remaining, Math.toIntExact(resetSeconds));
    }
}
