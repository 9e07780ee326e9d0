package io.florin.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report as text for a terminal. */
final class Table {
    private Table() {}

    static String of(Report report) {
        var text = new StringBuilder("\n" + report.benchmark() + ": " + report.title() + "\n\n");
        var rows = new ArrayList<List<String>>();
        var headings = headings(report);
        rows.add(heading(headings));
        report.lines().forEach(line -> rows.add(row(line, headings)));
        text.append(columns(rows)).append('\n');
        report.targets().forEach(target -> text.append(target.sentence()).append('\n'));
        report.notes().forEach(note -> text.append("  - ").append(note).append('\n'));
        text.append("  ");
        text.append(
                new TreeMap<>(report.conditions())
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(" · ")));
        return text.append('\n').toString();
    }

    private static Map<String, String> headings(Report report) {
        var headings = new LinkedHashMap<String, String>();
        for (var line : report.lines()) {
            line.figures().forEach(figure -> headings.put(figure.name(), figure.heading()));
        }
        return headings;
    }

    private static List<String> heading(Map<String, String> headings) {
        var cells = new ArrayList<String>();
        cells.add("");
        cells.addAll(headings.values());
        return cells;
    }

    private static List<String> row(Line line, Map<String, String> headings) {
        var cells = new ArrayList<String>();
        cells.add(line.name());
        for (var name : headings.keySet()) {
            cells.add(line.figure(name).map(figure -> number(figure.value())).orElse("-"));
        }
        return cells;
    }

    static String number(double value) {
        if (Double.isNaN(value)) return "-";
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%,.0f" : "%.1f", value);
    }

    private static String columns(List<List<String>> rows) {
        int count = rows.getFirst().size();
        var widths = new int[count];
        for (var row : rows) {
            for (int c = 0; c < count; c++) widths[c] = Math.max(widths[c], row.get(c).length());
        }
        var text = new StringBuilder();
        for (var row : rows) {
            text.append(String.format(Locale.ROOT, "  %-" + widths[0] + "s", row.getFirst()));
            for (int c = 1; c < count; c++) {
                text.append(String.format(Locale.ROOT, "  %" + widths[c] + "s", row.get(c)));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
