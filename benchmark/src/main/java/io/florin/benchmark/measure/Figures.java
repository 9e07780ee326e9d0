package io.florin.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The samples of all contenders, by round, and what they come to. */
public final class Figures {
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    void add(Contender contender, Sample sample) {
        samples.computeIfAbsent(contender.name(), _ -> new ArrayList<>()).add(sample);
    }

    public List<String> contenders() {
        return List.copyOf(samples.keySet());
    }

    public List<Sample> of(String contender) {
        return List.copyOf(samples.getOrDefault(contender, List.of()));
    }

    public double median(String contender, ToDoubleFunction<Sample> figure) {
        return median(of(contender).stream().mapToDouble(figure).toArray());
    }

    /** The median of one contender's figure divided by another's in the same round. */
    public double ratio(String over, String under, ToDoubleFunction<Sample> figure) {
        return paired(over, under, (a, b) -> figure.applyAsDouble(a) / figure.applyAsDouble(b));
    }

    /** The median of one contender's figure less another's in the same round. */
    public double difference(String from, String less, ToDoubleFunction<Sample> figure) {
        return paired(from, less, (a, b) -> figure.applyAsDouble(a) - figure.applyAsDouble(b));
    }

    private interface Pair {
        double of(Sample one, Sample other);
    }

    private double paired(String one, String other, Pair pair) {
        var ones = of(one);
        var others = of(other);
        return median(
                IntStream.range(0, Math.min(ones.size(), others.size()))
                        .mapToDouble(round -> pair.of(ones.get(round), others.get(round)))
                        .toArray());
    }

    /** Not a number if there are none. */
    public static double median(double... values) {
        if (values.length == 0) return Double.NaN;
        var sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
