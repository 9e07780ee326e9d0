package io.florin.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All reports as bars in one SVG, which needs nothing to be shown but a browser. */
final class Chart {
    private static final int WIDTH = 960;
    private static final int LABELS = 340;
    private static final int NUMBERS = 90;
    private static final int BAR = 18;
    private static final int STEP = 26;
    private static final List<String> COLOURS = List.of("#4f6bed", "#e0a030", "#3a9d6e");

    private final StringBuilder body = new StringBuilder();
    private int y = 20;

    private Chart() {}

    static String of(List<Report> reports) {
        var chart = new Chart();
        reports.forEach(chart::draw);
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" \
        font-size="13">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        %s</svg>
        """
                .formatted(WIDTH, chart.y, chart.body);
    }

    private void draw(Report report) {
        y += 14;
        text(20, y, "font-weight=\"bold\"", report.benchmark() + ": " + report.title());
        y += 10;
        legend(report);
        double most =
                report.lines().stream().mapToDouble(line -> length(report, line)).max().orElse(1);
        double scale = (WIDTH - LABELS - NUMBERS) / Math.max(most, 1e-9);
        for (var line : report.lines()) bar(report, line, scale);
        for (var target : report.targets()) {
            y += 18;
            var colour = target.isMet() ? "#3a9d6e" : "#c0392b";
            text(20, y, "fill=\"" + colour + "\"", target.sentence());
        }
        y += 30;
    }

    private void legend(Report report) {
        int x = LABELS;
        y += 12;
        for (int part = 0; part < report.bars().size(); part++) {
            var name = report.bars().get(part);
            var unit = unit(report, name);
            rectangle(x, y - 9, 10, 10, COLOURS.get(part % COLOURS.size()));
            text(x + 14, y, "fill=\"#555555\"", unit.isEmpty() ? name : name + ", " + unit);
            x += 150;
        }
        y += 8;
    }

    private static String unit(Report report, String name) {
        return report.lines().stream()
                .map(line -> line.figure(name))
                .flatMap(Optional::stream)
                .map(Figure::unit)
                .findFirst()
                .orElse("");
    }

    private void bar(Report report, Line line, double scale) {
        text(20, y + BAR - 5, "", line.name());
        double x = LABELS;
        for (var part : parts(report, line)) {
            double length = part.value() * scale;
            int colour = report.bars().indexOf(part.name()) % COLOURS.size();
            rectangle(x, y, length, BAR, COLOURS.get(colour));
            x += length;
        }
        text((int) x + 6, y + BAR - 5, "", Table.number(length(report, line)));
        y += STEP;
    }

    private static List<Figure> parts(Report report, Line line) {
        var parts = new ArrayList<Figure>();
        for (var name : report.bars()) {
            line.figure(name).filter(figure -> figure.value() > 0).ifPresent(parts::add);
        }
        return parts;
    }

    private static double length(Report report, Line line) {
        return parts(report, line).stream().mapToDouble(Figure::value).sum();
    }

    private void rectangle(double x, double top, double width, int height, String colour) {
        body.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                        x,
                        top,
                        width,
                        height,
                        colour));
    }

    private void text(int x, int baseline, String style, String text) {
        var safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        body.append("<text x=\"%d\" y=\"%d\" %s>%s</text>%n".formatted(x, baseline, style, safe));
    }
}
