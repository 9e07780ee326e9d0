package io.florin.k8s;

import static io.florin.k8s.Manifest.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pods are, in numbers. */
class WorkloadsTest {
    private static final int SMALL_MEBIBYTES = 512;

    /** Stacks, symbols, the JDK's own classes, tables of the compiler, and what malloc keeps. */
    private static final int REST_MEBIBYTES = 105;

    /** The most that classes took of a node under load: a worker's. */
    private static final int CLASSES_MEBIBYTES = 121;

    private static final Set<String> MAY_DIFFER = Set.of("env", "resources", "ports", "lifecycle");

    private final Bundle base = Bundle.ofBase();

    @Test
    void noPodMayDoMoreThanItsWork() {
        assertThat(base.workloads())
                .hasSize(6)
                .allSatisfy(workload -> {
                    var pod = workload.podSpec();
                    var container = workload.container().path("securityContext");
                    assertThat(pod.path("containers")).hasSize(1);
                    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
                    assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
                    assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                            .isEqualTo("RuntimeDefault");
                    assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                    assertThat(container.at("/capabilities/drop").toString())
                            .isEqualTo("[\"ALL\"]");
                    assertThat(container.at("/capabilities/add").isMissingNode()).isTrue();
                    assertThat(
                                    workload.container()
                                            .path("volumeMounts")
                                            .findValuesAsText("mountPath"))
                            .contains("/tmp");
                    assertThat(pod.path("hostNetwork").asBoolean()).isFalse();
                    assertThat(pod.path("volumes").findValues("hostPath")).isEmpty();
                });
    }

    @Test
    void theApiMayBeAskedForPodsAndOnlyByNodes() {
        assertThat(base.of("Role"))
                .singleElement()
                .satisfies(role ->
                        assertThat(role.at("/rules").toString())
                                .isEqualTo(
                                        "[{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],"
                                                + "\"verbs\":[\"get\",\"list\",\"watch\"]}]"));
        assertThat(base.workloads())
                .allSatisfy(workload -> {
                    boolean node = workload.kind().equals("Deployment");
                    var pod = workload.podSpec();
                    assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                            .isEqualTo(node);
                });
    }

    @Test
    void whatIsTakenOfMemoryIsNoMoreThanWhatIsAskedFor() {
        for (var node : base.nodes()) {
            int limit = mebibytes(node.container().at("/resources/limits/memory"));
            assertThat(node.container().at("/resources/requests/memory"))
                    .isEqualTo(node.container().at("/resources/limits/memory"));
            var options = node.variable("JDK_JAVA_OPTIONS");
            int heap = limit * number(options, "MaxRAMPercentage=(\\d+)") / 100;
            int classes = number(options, "MaxMetaspaceSize=(\\d+)m");
            assertThat(classes).as("%s", node).isGreaterThan(CLASSES_MEBIBYTES * 6 / 5);
            int sum =
                    heap
                            + classes
                            + number(options, "ReservedCodeCacheSize=(\\d+)m")
                            + number(options, "MaxDirectMemorySize=(\\d+)m")
                            + REST_MEBIBYTES;
            assertThat(sum).as("%s", node).isLessThanOrEqualTo(limit);
            if (Set.of("edge", "worker").contains(node.name())) {
                assertThat(limit).isLessThanOrEqualTo(SMALL_MEBIBYTES);
            }
        }
    }

    private static int number(String text, String regex) {
        var match = Pattern.compile(regex).matcher(text);
        assertThat(match.find()).as("%s in %s", regex, text).isTrue();
        return Integer.parseInt(match.group(1));
    }

    private static int mebibytes(JsonNode quantity) {
        var text = quantity.asText();
        return text.endsWith("Gi")
                ? 1024 * Integer.parseInt(text.replace("Gi", ""))
                : Integer.parseInt(text.replace("Mi", ""));
    }

    /** All of coordinated shutdown at its limits ends before the kubelet kills. */
    @Test
    void aNodeHasTheTimeToEnd() {
        var phases = ConfigFactory.load().getConfig("pekko.coordinated-shutdown");
        long otherwise = phases.getDuration("default-phase-timeout").toSeconds();
        long shutdown =
                phases.getObject("phases").keySet().stream()
                        .map(phase -> "phases." + phase + ".timeout")
                        .mapToLong(path ->
                                phases.hasPath(path)
                                        ? phases.getDuration(path).toSeconds()
                                        : otherwise)
                        .sum();
        assertThat(shutdown).isGreaterThan(60);
        assertThat(base.nodes())
                .allSatisfy(node -> {
                    long before = node.container().at("/lifecycle/preStop/sleep/seconds").asLong();
                    assertThat(node.podSpec().path("terminationGracePeriodSeconds").asLong())
                            .isGreaterThanOrEqualTo(before + shutdown);
                });
    }

    /** Four files, so that each can be read alone; a change to one is a change to all. */
    @Test
    void theNodesDifferOnlyInWhatTheirRoleNeeds() {
        var shapes =
                base.nodes().stream()
                        .map(node -> {
                            var spec = (ObjectNode) node.at("/spec").deepCopy();
                            spec.remove("minReadySeconds");
                            var container = (ObjectNode) spec.at("/template/spec/containers/0");
                            container.remove(MAY_DIFFER);
                            return spec.toString().replace(node.name(), "ROLE");
                        })
                        .collect(Collectors.toSet());
        assertThat(base.nodes())
                .extracting(Manifest::name)
                .containsExactlyInAnyOrder("wallet", "session", "worker", "edge");
        assertThat(shapes).hasSize(1);
    }

    @Test
    void theProbesAskManagement() {
        var paths =
                Map.of(
                        "startupProbe",
                        "/alive",
                        "livenessProbe",
                        "/alive",
                        "readinessProbe",
                        "/ready");
        assertThat(base.nodes())
                .allSatisfy(node ->
                        paths.forEach((probe, path) -> {
                            var get = node.container().path(probe).path("httpGet");
                            assertThat(get.path("path").asText()).isEqualTo(path);
                            assertThat(get.path("port").asText()).isEqualTo("management");
                        }));
    }

    /** Wallets and sessions wait long before they get fewer, and never by more than one. */
    @Test
    void allScaleAtSeventyPercentAndShardsCarefully() {
        assertThat(base.of("HorizontalPodAutoscaler"))
                .hasSize(4)
                .allSatisfy(scaler -> {
                    assertThat(
                                    scaler.at("/spec/metrics/0/resource/target/averageUtilization")
                                            .asInt())
                            .isEqualTo(70);
                    if (!Set.of("wallet", "session").contains(scaler.name())) return;
                    var down = scaler.at("/spec/behavior/scaleDown");
                    assertThat(down.path("stabilizationWindowSeconds").asInt())
                            .isGreaterThanOrEqualTo(1800);
                    assertThat(each(down.path("policies")).map(JsonNode::toString).toList())
                            .isEqualTo(
                                    List.of(
                                            "{\"type\":\"Pods\",\"value\":1,\"periodSeconds\":900}"));
                });
    }

    /** Two halves of the first pods that do not see each other cannot both found a cluster. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void moreThanHalfOfTheFirstPodsFoundACluster(String overlay) {
        var bundle = Bundle.rendered(overlay);
        int first = replicas(bundle, "minReplicas");
        int required =
                Integer.parseInt(
                        bundle.nodeSettings()
                                .getOrDefault(
                                        "CONFIG_FORCE_florin_cluster_kubernetes_required__pods",
                                        ""));
        assertThat(required).isGreaterThan(first / 2).isLessThanOrEqualTo(first);
    }

    /** The most nodes there can be, one more of each while it is rolled, and some for people. */
    @Test
    void theDatabaseHasAConnectionForEverybody() {
        var bundle = Bundle.rendered("production");
        var database = ConfigFactory.load().getConfig("florin.database");
        int each = database.getInt("writer-connections") + database.getInt("reader-connections");
        int nodes = replicas(bundle, "maxReplicas") + bundle.nodes().size();
        int manual =
                number(
                        Bundle.text(Bundle.HOME.resolve("../docs/KUBERNETES.md")),
                        "max_connections = (\\d+)");
        assertThat(nodes * (each + 2) + 20).isLessThanOrEqualTo(manual);
    }

    private static int replicas(Bundle bundle, String which) {
        return bundle.of("HorizontalPodAutoscaler")
                .mapToInt(scaler -> scaler.at("/spec/" + which).asInt())
                .sum();
    }
}
