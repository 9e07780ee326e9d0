package io.florin.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What nodes say in JSON; a line that is still being written is left out. */
final class NodeLogs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NodeLogs() {}

    /** What the nodes have logged, a file each. */
    static List<List<JsonNode>> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .map(NodeLogs::lines)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> lines(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.endsWith("}")).map(NodeLogs::json).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
