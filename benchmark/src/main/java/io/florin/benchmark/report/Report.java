package io.florin.benchmark.report;

import java.util.List;
import java.util.Map;

/**
 * One benchmark's outcome.
 *
 * @param benchmark its word on the command line
 * @param title what one operation is
 * @param bars the figures whose sum is a line's bar in the chart
 * @param notes how to read it
 * @param conditions the machine and the programs, by name
 */
public record Report(
        String benchmark,
        String title,
        List<Line> lines,
        List<String> bars,
        List<Target> targets,
        List<String> notes,
        Map<String, String> conditions) {
    public Report {
        lines = List.copyOf(lines);
        bars = List.copyOf(bars);
        targets = List.copyOf(targets);
        notes = List.copyOf(notes);
        conditions = Map.copyOf(conditions);
    }

    public Report withConditions(Map<String, String> measuredUnder) {
        return new Report(benchmark, title, lines, bars, targets, notes, measuredUnder);
    }
}
