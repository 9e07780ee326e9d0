package io.florin.benchmark.report;

import java.util.Locale;

/** What was promised, and what was measured. */
public record Target(String what, double measured, Bound bound, double limit, String unit) {
    /** On which side of the limit it has to be. */
    public enum Bound {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    public static Target atMost(String what, double measured, double limit, String unit) {
        return new Target(what, measured, Bound.AT_MOST, limit, unit);
    }

    public static Target atLeast(String what, double measured, double limit, String unit) {
        return new Target(what, measured, Bound.AT_LEAST, limit, unit);
    }

    /** What was not measured is not met. */
    public boolean isMet() {
        return switch (bound) {
            case AT_MOST -> measured <= limit;
            case AT_LEAST -> measured >= limit;
        };
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "%-6s %s: %s (target %s %s)",
                isMet() ? "met" : "MISSED",
                what,
                amount(measured),
                bound.sign,
                amount(limit));
    }

    private String amount(double value) {
        var digits = Math.abs(value) >= 100 ? "%,.0f" : "%.2f";
        return String.format(Locale.ROOT, digits, value) + (unit.isEmpty() ? "" : " " + unit);
    }
}
