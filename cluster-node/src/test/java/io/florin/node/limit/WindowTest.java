package io.florin.node.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One subject's window: at most three in ten seconds, from the first on. */
class WindowTest {
    private static final RateRule THREE = new RateRule("login", 3, 10);

    /** Several taken at 1000; then one more. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    taken, now,   admitted, remaining, reset
                    0,     1000,  true,     2,         10
                    1,     1000,  true,     1,         10
                    2,     1000,  true,     0,         10
                    3,     1000,  false,    0,         10
                    3,     1001,  false,    0,         10
                    3,     2000,  false,    0,         9
                    3,     10999, false,    0,         1
                    3,     11000, true,     2,         10
                    1,     10999, true,     1,         1
                    1,     11000, true,     2,         10
                    9,     99999, true,     2,         10
                    # The clock was set back: what was counted counts, but no longer than a window.
                    3,     0,     false,    0,         10
                    2,     -5000, true,     0,         10
                    """)
    void edges(int taken, long now, boolean admitted, int remaining, int reset) {
        var window = Window.NONE;
        for (int i = 0; i < taken; i++) window = window.take(THREE, 1_000);
        assertThat(verdict(window, THREE, now))
                .isEqualTo(new RateVerdict(admitted, remaining, reset));
    }

    private static RateVerdict verdict(Window before, RateRule rule, long now) {
        return before.take(rule, now).verdict(rule, before, now);
    }

    @Test
    void aRuleMadeStricterHoldsAtOnce() {
        var window = Window.NONE.take(THREE, 1_000).take(THREE, 1_000);
        var stricter = new RateRule("login", 2, 5);
        assertThat(verdict(window, stricter, 1_000)).isEqualTo(new RateVerdict(false, 0, 5));
        assertThat(verdict(window, new RateRule("login", 5, 10), 1_000))
                .isEqualTo(new RateVerdict(true, 2, 10));
    }

    /**
     * Against a log of all that was admitted: never more than the limit in a window, never more
     * than twice the limit in any stretch as long as one, and refused only by a full window.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverMoreThanTheLimit(long seed) {
        var random = new Random(seed);
        var rule = new RateRule("r", 1 + random.nextInt(20), 1 + random.nextInt(5));
        long length = rule.windowSeconds() * 1_000L;
        var lately = new ArrayDeque<Long>();
        var window = Window.NONE;
        long now = random.nextInt(1_000_000);
        long begin = Long.MIN_VALUE / 2;
        int inWindow = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(10) == 0 ? random.nextInt((int) length) : random.nextInt(50);
            if (now >= begin + length) {
                begin = now;
                inWindow = 0;
            }
            var after = window.take(rule, now);
            var verdict = after.verdict(rule, window, now);
            window = after;
            if (verdict.admitted()) {
                inWindow++;
                lately.add(now);
            }
            while (!lately.isEmpty() && lately.getFirst() <= now - length) lately.removeFirst();
            assertThat(inWindow).isLessThanOrEqualTo(rule.limit());
            assertThat(verdict.admitted() || inWindow == rule.limit()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(rule.limit() - inWindow);
            assertThat(verdict.resetSeconds()).isBetween(1, rule.windowSeconds());
            assertThat(lately.size()).isLessThanOrEqualTo(2 * rule.limit());
        }
    }
}
