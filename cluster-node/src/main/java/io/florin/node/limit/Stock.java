package io.florin.node.limit;

import io.florin.protocol.limit.RateVerdict;

/** What a door knows of one subject without asking. */
sealed interface Stock {
    String key();

    /** Whether it says nothing any more. */
    boolean isOver(long nowMillis);

    /**
     * Admissions that were taken ahead and are counted already.
     *
     * @param left of them
     * @param beyond that the counter can still give
     * @param resetMillis when the window has ended for certain; it may end a second before
     */
    record Ahead(String key, int left, int beyond, long resetMillis) implements Stock {
        private static final long ROUNDING_MILLIS = 1_000;

        @Override
        public boolean isOver(long nowMillis) {
            return left == 0 || nowMillis >= resetMillis - ROUNDING_MILLIS;
        }

        Ahead less() {
            return new Ahead(key, left - 1, beyond, resetMillis);
        }

        /** What to tell about the last one that was taken out. */
        RateVerdict verdict(long nowMillis) {
            long resetSeconds = Math.ceilDiv(resetMillis - nowMillis, 1_000L);
            return new RateVerdict(true, left + beyond, Math.toIntExact(resetSeconds));
        }
    }

    /** None is taken ahead for now: each request asks for itself. */
    record OneByOne(String key, long untilMillis) implements Stock {
        @Override
        public boolean isOver(long nowMillis) {
            return nowMillis >= untilMillis;
        }
    }
}
