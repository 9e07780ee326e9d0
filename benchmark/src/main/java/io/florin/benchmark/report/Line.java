package io.florin.benchmark.report;

import io.florin.benchmark.measure.Figures;
import io.florin.benchmark.measure.Sample;
import java.util.List;
import java.util.Optional;

/** A contender and its medians. */
public record Line(String name, List<Figure> figures) {
    /** The figures that a chart of CPU stacks. */
    public static final List<String> CPU = List.of("JVM", "PostgreSQL");

    public static final String RATE = "rate";

    public Line {
        figures = List.copyOf(figures);
    }

    public static Line of(String contender, Figures figures) {
        return new Line(
                contender,
                List.of(
                        new Figure(RATE, "/s", figures.median(contender, Sample::perSecond)),
                        new Figure("CPU", "µs", figures.median(contender, Sample::cpuMicros)),
                        new Figure("JVM", "µs", figures.median(contender, Sample::jvmMicros)),
                        new Figure(
                                "PostgreSQL",
                                "µs",
                                figures.median(contender, Sample::postgresMicros))));
    }

    Optional<Figure> figure(String name) {
        return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }
}
