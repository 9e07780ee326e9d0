package io.florin.node.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page as Prometheus reads it; a line that is none is an error. */
public record Scrape(Map<String, String> types, List<Sample> samples) {
    /** One value. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .+");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary)");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\\n]*\"";
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(%1$s(?:,%1$s)*)})? (-?[0-9.]+|NaN)"
                            .formatted(LABEL));

    /** Reads the page that is served on this port of the loopback. */
    public static Scrape of(int port) {
        var answer = get(port, "/metrics");
        if (answer.statusCode() != 200) throw new AssertionError(answer.statusCode());
        return parse(answer.body());
    }

    static int status(int port, String path) {
        return get(port, path).statusCode();
    }

    private static HttpResponse<String> get(int port, String path) {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Scrape parse(String page) {
        var types = new LinkedHashMap<String, String>();
        var samples = new ArrayList<Sample>();
        page.lines()
                .forEach(line -> {
                    var type = TYPE.matcher(line);
                    var sample = SAMPLE.matcher(line);
                    if (type.matches()) {
                        if (types.put(type.group(1), type.group(2)) != null) {
                            throw new AssertionError("Twice: " + line);
                        }
                    } else if (sample.matches()) {
                        var name = sample.group(1);
                        var family = name.replaceAll("_(bucket|count|sum)$", "");
                        if (!types.containsKey(name) && !types.containsKey(family)) {
                            throw new AssertionError("Of no type: " + line);
                        }
                        samples.add(
                                new Sample(
                                        name,
                                        labels(sample.group(2)),
                                        Double.parseDouble(sample.group(3))));
                    } else if (!HELP.matcher(line).matches()) {
                        throw new AssertionError("No line of a page: " + line);
                    }
                });
        return new Scrape(types, samples);
    }

    private static Map<String, String> labels(@Nullable String text) {
        var labels = new LinkedHashMap<String, String>();
        if (text == null) return labels;
        for (var label : text.split("(?<=\"),", -1)) {
            var parts = label.split("=", 2);
            labels.put(parts[0], parts[1].substring(1, parts[1].length() - 1));
        }
        return labels;
    }

    /** All of a name. */
    public List<Sample> samples(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The sum of those of a name that have these labels, each as {@code name="value"}. */
    public double value(String name, String... labels) {
        return samples(name).stream()
                .filter(sample ->
                        Stream.of(labels)
                                .allMatch(label -> {
                                    var parts = label.split("=", 2);
                                    return ("\"" + sample.labels().get(parts[0]) + "\"")
                                            .equals(parts[1]);
                                }))
                .mapToDouble(Sample::value)
                .sum();
    }
}
