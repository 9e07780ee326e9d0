package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files, one by one. */
class FilesTest {
    private static final Set<String> LISTS_OF_NAMES = Set.of("resources", "files", "envs");

    static Stream<String> objects() throws IOException {
        try (var files = Files.walk(Bundle.BASE)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .map(file -> Bundle.BASE.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void eachIsOneObjectThatKubernetesKnows(String file) throws IOException {
        var documents = StrictModel.documents(Bundle.text(Bundle.BASE.resolve(file)));
        assertThat(documents).hasSize(1);
        assertThat(StrictModel.read(documents.getFirst())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wallet/deployment.yaml             | maxSurge: 1      | maxSurges: 1
                    wallet/deployment.yaml             | periodSeconds: 2 | periodSeconds: soon
                    wallet/deployment.yaml             | cpu: 1           | processors: {cpu: 1}
                    network/cluster.yaml               | ingress:         | ingres:
                    edge/hpa.yaml                      | averageUtil      | averageUse
                    ground/role.yaml                   | verbs            | verb
                    monitoring/servicemonitor.yaml     | scrapeTimeout    | timeout
                    monitoring/prometheusrule.yaml     | for:             | during:
                    """)
    void aFieldThatKubernetesDoesNotHaveIsFound(String file, String right, String wrong) {
        var text = Bundle.text(Bundle.BASE.resolve(file));
        assertThat(text).contains(right);
        var planted = StrictModel.documents(text.replace(right, wrong)).getFirst();
        assertThatThrownBy(() -> StrictModel.read(planted))
                .isInstanceOf(JsonMappingException.class);
    }

    /** A file that nobody applies is a belief. */
    @Test
    void eachIsNamedByAKustomization() throws IOException {
        var there = new HashSet<Path>();
        for (var part : Set.of("base", "overlays")) {
            try (var files = Files.walk(Bundle.HOME.resolve(part))) {
                files.filter(Files::isRegularFile).forEach(there::add);
            }
        }
        var named = new HashSet<Path>();
        there.stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .forEach(file -> named.addAll(named(file)));
        assertThat(named).allMatch(path -> Files.exists(path) || path.endsWith("secrets.env"));
        there.removeIf(FilesTest::isNamedByNobody);
        assertThat(named).containsAll(there);
    }

    /** The files that it names, and the kustomizations of the folders. */
    private static Set<Path> named(Path kustomization) {
        var tree = StrictModel.documents(Bundle.text(kustomization)).getFirst();
        var lists =
                LISTS_OF_NAMES.stream()
                        .flatMap(list -> tree.findValues(list).stream())
                        .flatMap(Manifest::each)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText);
        return Stream.concat(lists, tree.path("patches").findValuesAsText("path").stream())
                .map(name -> kustomization.resolveSibling(name).normalize())
                .map(path -> Files.isDirectory(path) ? path.resolve("kustomization.yaml") : path)
                .collect(Collectors.toSet());
    }

    /** What an operator applies, and the secrets, of which only the example is committed. */
    private static boolean isNamedByNobody(Path file) {
        return Bundle.HOME
                .relativize(file)
                .toString()
                .matches("overlays/[a-z]+/(kustomization.yaml|secrets.env(.example)?)");
    }

    @Test
    void noSecretHasAValueHere() throws IOException {
        assertThat(
                        Bundle.settings(
                                Bundle.text(
                                        Bundle.HOME.resolve("overlays/dev/secrets.env.example"))))
                .isNotEmpty()
                .allSatisfy((_, value) -> assertThat(value).isEmpty());
        assertThat(Bundle.text(Bundle.HOME.resolve("../.gitignore")))
                .contains("k8s/overlays/dev/secrets.env");
        for (var manifest : Bundle.ofBase().manifests()) {
            assertThat(manifest.kind()).isNotEqualTo("Secret");
        }
    }
}
