package io.florin.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All objects that are applied together, and the Secrets that are made outside of here.
 *
 * @param name of an overlay, or base
 */
record Bundle(String name, List<Manifest> manifests, Map<String, Set<String>> secrets) {
    static final Path HOME = Path.of("").toAbsolutePath();
    static final Path BASE = HOME.resolve("base");
    static final List<String> OVERLAYS = List.of("dev", "staging", "production");

    private static final Path EXAMPLE = HOME.resolve("overlays/dev/secrets.env.example");

    /** The files of the base and what its generators make of theirs; needs no kubectl. */
    static Bundle ofBase() {
        return ofBase((_, text) -> text);
    }

    /** The same with the text of each file changed: its path, its text. */
    static Bundle ofBase(BinaryOperator<String> edit) {
        var manifests = new ArrayList<Manifest>();
        collect(BASE, edit, manifests);
        return new Bundle("base", List.copyOf(manifests), outside());
    }

    /** What kubectl prints for an overlay. */
    static Bundle rendered(String overlay) {
        var kubectl = Tool.named("kubectl");
        var copy = withSecrets();
        var end = kubectl.run(copy, "kustomize", "overlays/" + overlay);
        if (end.code() != 0) throw new IllegalStateException(end.said());
        var documents = StrictModel.documents(end.said()).stream().map(Manifest::new).toList();
        return new Bundle(overlay, documents, outside());
    }

    private static Map<String, Set<String>> outside() {
        return Map.of(
                "florin-secrets", settings(text(EXAMPLE)).keySet(),
                "florin-postgres-ca", Set.of("ca.crt"));
    }

    Stream<Manifest> of(String kind) {
        return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Stream<Manifest> workloads() {
        return manifests.stream().filter(Manifest::isWorkload);
    }

    /** The nodes' workloads: those that are joined. */
    List<Manifest> nodes() {
        return of("Deployment").toList();
    }

    /** The settings every node has from its ConfigMap. */
    Map<String, String> nodeSettings() {
        return of("ConfigMap")
                .filter(map -> map.name().startsWith("florin-node"))
                .map(map -> Manifest.map(map.at("/data")))
                .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
    }

    private static void collect(Path folder, BinaryOperator<String> edit, List<Manifest> found) {
        var kustomization = kustomization(folder);
        for (var resource : kustomization.path("resources")) {
            var path = folder.resolve(resource.asText());
            if (Files.isDirectory(path)) {
                collect(path, edit, found);
            } else {
                var text = edit.apply(BASE.relativize(path).toString(), text(path));
                StrictModel.documents(text).forEach(tree -> found.add(new Manifest(tree)));
            }
        }
        Manifest.each(kustomization.path("configMapGenerator"))
                .forEach(generator -> found.add(generated(folder, generator)));
    }

    static JsonNode kustomization(Path folder) {
        return StrictModel.documents(text(folder.resolve("kustomization.yaml"))).getFirst();
    }

    private static Manifest generated(Path folder, JsonNode generator) {
        var data = new TreeMap<String, String>();
        Manifest.each(generator.path("envs"))
                .forEach(file -> data.putAll(settings(text(folder.resolve(file.asText())))));
        Manifest.each(generator.path("files"))
                .forEach(file -> {
                    var path = folder.resolve(file.asText());
                    data.put(path.getFileName().toString(), text(path));
                });
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", generator.path("name").asText());
        var entries = map.putObject("data");
        data.forEach(entries::put);
        return new Manifest(map);
    }

    /** The lines key=value of a file. */
    static Map<String, String> settings(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.indexOf('=')),
                                line -> line.substring(line.indexOf('=') + 1)));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy in which the overlay dev has the file that is not committed. */
    private static Path withSecrets() {
        try {
            var copy =
                    Files.createTempDirectory(
                            Files.createDirectories(HOME.resolve("target")), "k8s");
            for (var part : List.of("base", "overlays")) {
                try (var files = Files.walk(HOME.resolve(part))) {
                    for (var file : files.toList()) {
                        var to = copy.resolve(HOME.relativize(file));
                        if (Files.isDirectory(file)) Files.createDirectories(to);
                        else if (!file.endsWith("secrets.env")) Files.copy(file, to);
                    }
                }
            }
            Files.copy(EXAMPLE, copy.resolve("overlays/dev/secrets.env"));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
