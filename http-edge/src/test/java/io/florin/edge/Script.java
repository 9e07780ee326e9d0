package io.florin.edge;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A table of requests and what comes back: {@code METHOD path key=… as=… :: body | status code}.
 * Every line is rewritten as it should have read, so that a failure is a difference of two tables.
 * In a body, {@code $T} stands for the members of a good transfer, {@code $T-amount} for all of
 * them but the amount; likewise {@code $M} for a deposit, {@code $H} for a hold, {@code $P} for the
 * password of ann, {@code $J} for a job and {@code $C} for its price.
 */
final class Script {
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");
    private static final Pattern MACRO = Pattern.compile("\\$([TMHPJC])((?:-\\w+)*)");
    private static final Map<String, List<String>> GOOD =
            Map.of(
                    "T",
                    List.of("\"from\":\"a\"", "\"to\":\"b\"", "\"asset\":\"USD\"", "\"amount\":1"),
                    "M",
                    List.of(
                            "\"wallet\":\"a\"",
                            "\"asset\":\"USD\"",
                            "\"amount\":1",
                            "\"account\":\"@external:bank\""),
                    "H",
                    List.of("\"asset\":\"USD\"", "\"amount\":1"),
                    "P",
                    List.of("\"password\":\"secret of ann\""),
                    "J",
                    List.of("\"queue\":\"ai\"", "\"kind\":\"chat\"", "\"payload\":{}"),
                    "C",
                    List.of("\"price\":{\"wallet\":\"alice\",\"asset\":\"STAR\",\"amount\":3}"));

    private Script() {}

    static void play(TestEdge edge, String table) {
        play(edge, "", table);
    }

    /** Each line of the table is what comes after the beginning. */
    static void play(TestEdge edge, String beginning, String table) {
        var rewritten = new StringBuilder();
        for (String line : table.lines().toList()) {
            int bar = line.lastIndexOf(" | ");
            String request = line.substring(0, bar);
            rewritten
                    .append(request)
                    .append(" | ")
                    .append(result(edge, beginning + request))
                    .append('\n');
        }
        assertThat(rewritten.toString()).isEqualTo(table);
    }

    /** Sends a line of a table, without its result. */
    static TestEdge.Reply send(TestEdge edge, String line, String... more) {
        String[] halves = line.strip().split(" :: ?| ::$", 2);
        String[] words = halves[0].strip().split(" +");
        String body = halves.length < 2 ? "" : expanded(halves[1].strip());
        var headers = headers(words);
        headers.addAll(List.of(more));
        return edge.send(words[0], words[1], body, headers.toArray(String[]::new));
    }

    private static String result(TestEdge edge, String line) {
        var reply = send(edge, line);
        var code = CODE.matcher(reply.body());
        return reply.status() < 400
                ? Integer.toString(reply.status())
                : reply.status() + " " + (code.find() ? code.group(1) : "?");
    }

    static String expanded(String body) {
        return MACRO.matcher(body).replaceAll(Script::members);
    }

    private static String members(MatchResult macro) {
        var without =
                Arrays.stream(macro.group(2).split("-", -1))
                        .map(name -> "\"" + name + "\"")
                        .toList();
        return GOOD.getOrDefault(macro.group(1), List.of()).stream()
                .filter(member -> without.stream().noneMatch(member::startsWith))
                .collect(joining(","));
    }

    private static List<String> headers(String... words) {
        List<String> headers = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            headers.add(header(pair[0], pair[1]));
        }
        return headers;
    }

    private static String header(String word, String value) {
        return switch (word) {
            case "key" -> "Idempotency-Key: " + value;
            case "app" -> "X-App: " + value;
            case "as" -> credential(value);
            default -> throw new IllegalArgumentException("No header is written " + word);
        };
    }

    /** Of a kind of caller, or of a user's name; other words are keys. */
    static String credential(String who) {
        return switch (who) {
            case "anonymous" -> TestEdge.ANONYMOUS;
            case "operator" -> "X-Api-Key: " + TestEdge.OPERATOR_KEY;
            case "service" -> "X-Api-Key: " + TestEdge.SERVICE_KEY;
            case "ann", "eve", NamedCallers.BOSS -> TestEdge.user(who);
            default -> "X-Api-Key: " + who;
        };
    }
}
