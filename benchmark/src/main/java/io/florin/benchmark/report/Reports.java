package io.florin.benchmark.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with the last report of each benchmark: {@code <benchmark>.json} for programs, {@code
 * chart.svg} and {@code table.txt} for people.
 */
public final class Reports {
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    // Whether a target is met is written for other programs and computed by us.
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path folder;

    public Reports(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    public void write(Report report) {
        try {
            Files.createDirectories(folder);
            JSON.writeValue(file(report.benchmark()).toFile(), report);
        } catch (IOException e) {
            throw new CommandFailed("The report cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** Draws the reports of these benchmarks that exist, and returns their tables. */
    public String publish(List<String> benchmarks) {
        try {
            var reports = new ArrayList<Report>();
            for (var benchmark : benchmarks) {
                var file = file(benchmark);
                if (Files.exists(file)) reports.add(JSON.readValue(file.toFile(), Report.class));
            }
            var tables = String.join("", reports.stream().map(Table::of).toList());
            Files.writeString(folder.resolve("chart.svg"), Chart.of(reports));
            Files.writeString(folder.resolve("table.txt"), tables);
            return tables;
        } catch (IOException e) {
            throw new CommandFailed("The reports cannot be drawn: " + e.getMessage() + ".", e);
        }
    }

    private Path file(String benchmark) {
        return folder.resolve(benchmark + ".json");
    }
}
