package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Jib's image and the Dockerfile's are one, and what the manifests say of it holds. */
class ImageTest {
    private static final String DOCKERFILE = Bundle.text(Bundle.HOME.resolve("Dockerfile"));
    private static final String POM = Bundle.text(Bundle.HOME.resolve("../cluster-node/pom.xml"));

    private static List<String> all(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String one(String text, String regex) {
        var found = all(text, regex);
        assertThat(found).as(regex).hasSize(1);
        return found.getFirst();
    }

    @Test
    void bothWaysMakeTheSame() {
        var entrypoint = all(one(DOCKERFILE, "(?s)ENTRYPOINT \\[(.*?)]"), "\"([^\"]+)\"");
        var main = one(POM, "<mainClass>(.*?)</mainClass>");
        assertThat(entrypoint)
                .startsWith("java")
                .endsWith(main)
                .containsSubsequence(all(POM, "<jvmFlag>(.*?)</jvmFlag>"))
                .hasSize(2 + all(POM, "<jvmFlag>(.*?)</jvmFlag>").size());
        assertThat(one(DOCKERFILE, "(?m)^USER (.*)$")).isEqualTo(one(POM, "<user>(.*?)</user>"));
        assertThat(one(DOCKERFILE, "(?m)^EXPOSE (.*)$").split(" ", -1))
                .containsExactlyElementsOf(all(POM, "<port>(\\d+)</port>"));
        assertThat(one(DOCKERFILE, "(?m)^ENV CLASSPATH=(.*)$"))
                .isEqualTo(one(POM, "<CLASSPATH>(.*?)</CLASSPATH>"));
        assertThat(all(DOCKERFILE, "(?m)^FROM (\\S+)$"))
                .containsExactly(one(POM, "<florin.image.base>(.*?)</florin.image.base>"));
    }

    @Test
    void theMainClassesAreThere() throws ReflectiveOperationException {
        var classes = new TreeSet<>(Set.of(one(POM, "<mainClass>(.*?)</mainClass>")));
        Bundle.ofBase()
                .workloads()
                .flatMap(workload -> Manifest.each(workload.container().path("command")))
                .map(word -> word.asText())
                .filter(word -> word.startsWith("io.florin."))
                .forEach(classes::add);
        assertThat(classes).containsExactly("io.florin.node.Main", "io.florin.node.Migrate");
        for (var name : classes) {
            var main = Class.forName(name, false, getClass().getClassLoader());
            assertThat(main.getMethod("main", String[].class)).isNotNull();
        }
    }

    @Test
    void thePortsAreThoseOfTheSettings() {
        var config = ConfigFactory.load();
        var edge =
                Bundle.ofBase().nodes().stream()
                        .filter(node -> node.name().equals("edge"))
                        .findFirst()
                        .orElseThrow();
        var ports =
                Manifest.each(edge.container().path("ports"))
                        .collect(
                                Collectors.toMap(
                                        port -> port.path("name").asText(),
                                        port -> port.path("containerPort").asInt()));
        assertThat(ports)
                .hasSize(4)
                .containsEntry("http", config.getInt("florin.http.port"))
                .containsEntry("management", config.getInt("pekko.management.http.port"))
                .containsEntry("remoting", config.getInt("pekko.remote.artery.canonical.port"))
                .containsEntry("metrics", config.getInt("florin.metrics.port"));
        assertThat(all(POM, "<port>(\\d+)</port>").stream().map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(ports.values());
    }

    @Test
    void podsRunAsTheUserOfTheImage() {
        var user = one(POM, "<user>(\\d+):\\d+</user>");
        assertThat(Bundle.ofBase().nodes())
                .extracting(node -> node.podSpec().at("/securityContext/runAsUser").asText())
                .containsOnly(user);
    }
}
