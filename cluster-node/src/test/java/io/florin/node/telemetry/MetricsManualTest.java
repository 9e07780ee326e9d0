package io.florin.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/METRICS.md} has one line for each metric, as the enum says it. */
class MetricsManualTest {
    private static final Path MANUAL = Path.of("..", "docs", "METRICS.md");

    /** A failure prints the table that belongs there. */
    @Test
    void theManualSaysWhatTheEnumSays() throws IOException {
        assertThat(Files.readString(MANUAL)).endsWith(table());
    }

    static String table() {
        return Arrays.stream(Metric.values())
                .map(MetricsManualTest::line)
                .collect(
                        Collectors.joining(
                                "\n",
                                "| name | type | in | labels | what |\n|---|---|---|---|---|\n",
                                "\n"));
    }

    private static String line(Metric metric) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        metric.title(),
                        metric.type().word(),
                        metric.type().unit(),
                        metric.labels().stream()
                                .map("`%s`"::formatted)
                                .collect(Collectors.joining(", ")),
                        metric.help());
    }
}
