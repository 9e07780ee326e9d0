package io.florin.edge.app;

import java.util.List;

/** What an operation costs on top of its amount; all of it in minor units of one asset. */
public sealed interface Fees {
    /** Basis points of the whole. */
    int WHOLE = 10_000;

    /** The fee for an amount of 0 to 2^53 − 1; 0 is free. */
    long fee(long amount);

    /** The same for every amount. */
    record Flat(long each) implements Fees {
        public static final Flat FREE = new Flat(0);

        @Override
        public long fee(long amount) {
            return each;
        }
    }

    /** By size: that of the first step that reaches the amount, or else {@code above}. */
    record Tiered(List<Step> steps, long above) implements Fees {
        /** The fee of amounts up to and with {@code upTo}. */
        public record Step(long upTo, long fee) {}

        public Tiered {
            steps = List.copyOf(steps);
        }

        @Override
        public long fee(long amount) {
            for (var step : steps) {
                if (amount <= step.upTo()) return step.fee();
            }
            return above;
        }
    }

    /** A share in basis points, rounded to whole minor units, then at least floor, at most cap. */
    record Percent(int basisPoints, long floor, long cap, Rounding rounding) implements Fees {
        @Override
        public long fee(long amount) {
            long part = amount % WHOLE * basisPoints;
            long share = amount / WHOLE * basisPoints + rounding.quotient(part);
            return Math.min(cap, Math.max(floor, share));
        }
    }

    /** What becomes of a part of a minor unit. */
    enum Rounding {
        DOWN,
        HALF_UP,
        UP;

        private long quotient(long part) {
            long more =
                    switch (this) {
                        case DOWN -> 0;
                        case HALF_UP -> WHOLE / 2;
                        case UP -> WHOLE - 1;
                    };
            return (part + more) / WHOLE;
        }
    }
}
