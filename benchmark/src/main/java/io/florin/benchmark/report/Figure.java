package io.florin.benchmark.report;

/** One number of a line; {@code unit} is empty for a plain count. */
public record Figure(String name, String unit, double value) {
    String heading() {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }
}
