package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A table of requests and what comes back: {@code METHOD path key=… as=… :: body | status code}.
 * Every line is rewritten as it should have read, so that a failure is a difference of two tables.
 */
final class Script {
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");

    private Script() {}

    static void play(TestEdge edge, String table) {
        var rewritten = new StringBuilder();
        for (String line : table.lines().toList()) {
            int bar = line.lastIndexOf(" | ");
            String request = line.substring(0, bar);
            rewritten.append(request).append(" | ").append(result(edge, request)).append('\n');
        }
        assertThat(rewritten.toString()).isEqualTo(table);
    }

    private static String result(TestEdge edge, String line) {
        String[] halves = line.strip().split(" :: ?", 2);
        String[] words = halves[0].strip().split(" +");
        String body = halves.length < 2 ? "" : halves[1].strip();
        var reply = edge.send(words[0], words[1], body, headers(words));
        var code = CODE.matcher(reply.body());
        return reply.status() < 400
                ? Integer.toString(reply.status())
                : reply.status() + " " + (code.find() ? code.group(1) : "?");
    }

    private static String[] headers(String... words) {
        List<String> headers = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            headers.add(header(pair[0], pair[1]));
        }
        return headers.toArray(String[]::new);
    }

    private static String header(String word, String value) {
        return switch (word) {
            case "key" -> "Idempotency-Key: " + value;
            case "app" -> "X-App: " + value;
            case "as" ->
                    "X-Api-Key: "
                            + switch (value.toLowerCase(Locale.ROOT)) {
                                case "operator" -> TestEdge.OPERATOR_KEY;
                                case "service" -> TestEdge.SERVICE_KEY;
                                default -> value;
                            };
            default -> throw new IllegalArgumentException("No header is written " + word);
        };
    }
}
