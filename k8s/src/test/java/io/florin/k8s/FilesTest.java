package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files, one by one. */
class FilesTest {
    private static final Set<String> LISTS_OF_NAMES =
            Set.of("resources", "files", "envs", "patches");

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
                .hasMessageContaining("deserialize")
                .isInstanceOf(IOException.class);
    }

    /** A file that nobody applies is a belief. */
    @Test
    void eachIsNamedByAKustomization() throws IOException {
        var named = new HashSet<Path>();
        var there = new HashSet<Path>();
        for (var part : Set.of("base", "overlays")) {
            try (var files = Files.walk(Bundle.HOME.resolve(part))) {
                files.filter(Files::isRegularFile).forEach(there::add);
            }
        }
        for (var file : there) {
            if (!file.endsWith("kustomization.yaml")) continue;
            var folder = file.getParent();
            for (var list : LISTS_OF_NAMES) {
                var kustomization = Bundle.kustomization(folder);
                Stream.concat(
                                kustomization.findValues(list).stream()
                                        .flatMap(Manifest::each)
                                        .filter(name -> name.isTextual())
                                        .map(name -> name.asText()),
                                kustomization.path("patches").findValuesAsText("path").stream())
                        .forEach(name -> named.add(folder.resolve(name).normalize()));
            }
        }
        there.removeIf(file -> file.endsWith("secrets.env"));
        there.removeIf(file -> file.endsWith("secrets.env.example"));
        there.removeIf(file ->
                file.endsWith("kustomization.yaml")
                        && (named.contains(file.getParent()) || isEntrance(file)));
        assertThat(named).containsAll(there);
        assertThat(named).allMatch(path -> Files.exists(path) || path.endsWith("secrets.env"));
    }

    /** What an operator applies. */
    private static boolean isEntrance(Path kustomization) {
        return kustomization.getParent().getParent().endsWith("overlays");
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
