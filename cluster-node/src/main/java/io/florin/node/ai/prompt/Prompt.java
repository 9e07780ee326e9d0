package io.florin.node.ai.prompt;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One version of a kind's prompt: instructions, a line of three dashes, and what carries the data.
 * Data stand as JSON strings, so nothing that a user writes can end them.
 *
 * @param id kind and version
 * @param schema of the answer, as JSON
 */
public record Prompt(String id, String instructions, String data, String schema) {
    private static final String SEPARATOR = "\n---\n";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-zA-Z]{1,32})}}");

    public Prompt {
        if (PLACEHOLDER.matcher(instructions).find()) {
            throw new IllegalArgumentException(
                    "The instructions of prompt " + id + " have a placeholder: data stand below.");
        }
    }

    /**
     * From the class path.
     *
     * @throws IllegalArgumentException if there is no such version
     */
    public static Prompt load(String kind, String version) {
        var text = resource(kind, version, ".md");
        int end = text.indexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException(
                    "Prompt %s/%s has no line of three dashes.".formatted(kind, version));
        }
        return new Prompt(
                kind + "/" + version,
                text.substring(0, end).strip(),
                text.substring(end + SEPARATOR.length()).strip(),
                resource(kind, version, ".schema.json"));
    }

    private static String resource(String kind, String version, String ending) {
        if (!version.matches("[0-9]{1,4}")) throw missing(kind, version);
        var path = "/prompts/" + kind + "/" + version + ending;
        try (var stream = Prompt.class.getResourceAsStream(path)) {
            if (stream == null) throw missing(kind, version);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalArgumentException missing(String kind, String version) {
        return new IllegalArgumentException(
                "florin.ai.kinds.\"%s\".prompt is %s, and there is no such version; correct it."
                        .formatted(kind, version));
    }

    /**
     * The data part with each value as a JSON string.
     *
     * @throws IllegalArgumentException if a placeholder has no value, or a value no placeholder
     */
    public String filled(Map<String, String> values) {
        var used = new HashSet<String>();
        var filled =
                PLACEHOLDER
                        .matcher(data)
                        .replaceAll(match -> {
                            var name = match.group(1);
                            var value = values.get(name);
                            if (value == null) throw unmatched(name);
                            used.add(name);
                            return Matcher.quoteReplacement(quoted(value));
                        });
        var unused = new TreeSet<>(values.keySet());
        unused.removeAll(used);
        if (!unused.isEmpty()) throw unmatched(unused.first());
        return filled;
    }

    private IllegalArgumentException unmatched(String name) {
        return new IllegalArgumentException(
                "Prompt %s and its values do not agree on '%s'.".formatted(id, name));
    }

    private static String quoted(String value) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"";
    }
}
