package io.florin.node.rules;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A specification as a text: each row is something that happens and, after bars, what follows. It
 * is replayed, each row rewritten as it should have read, and the two texts compared. Rows that
 * begin with {@code #} are remarks. A row states as many columns as it cares about, at least one.
 */
public final class Table {
    private Table() {}

    /** Plays every row; fails with all rows, the wrong ones as they are and as they should be. */
    public static void play(String text, Function<String, List<String>> happens) {
        var lines = new ArrayList<String>();
        boolean right = true;
        for (var row : text.lines().toList()) {
            if (row.isBlank() || row.strip().startsWith("#")) {
                lines.add("  " + row);
                continue;
            }
            var rewritten = rewrite(row, happens);
            if (rewritten.equals(row)) {
                lines.add("  " + row);
            } else {
                right = false;
                lines.add("- " + row);
                lines.add("+ " + rewritten);
            }
        }
        if (!right) fail("The table should have read:\n" + String.join("\n", lines));
    }

    private static String rewrite(String row, Function<String, List<String>> happens) {
        var cells = List.of(row.split("\\|", -1));
        if (cells.size() < 2) throw new IllegalArgumentException("Nothing is expected of: " + row);
        var follows = outcome(cells.getFirst().strip(), happens);
        var rewritten = new StringBuilder(cells.getFirst());
        for (int i = 1; i < cells.size(); i++) {
            var cell = cells.get(i);
            var actual = i <= follows.size() ? follows.get(i - 1) : "";
            rewritten.append('|');
            rewritten.append(
                    cell.strip().equals(actual) ? cell : padded(" " + actual + " ", cell.length()));
        }
        return rewritten.toString();
    }

    /** What follows; a rule that throws says so in its row, not instead of the table. */
    private static List<String> outcome(String what, Function<String, List<String>> happens) {
        try {
            return Objects.requireNonNull(happens.apply(what));
        } catch (CorruptHistory e) {
            return List.of("stops: " + e.getMessage());
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
