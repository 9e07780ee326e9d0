package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a node finds among the pods, by the names that stand in a node's own configuration. */
class DiscoveryTest {
    private static final Config NODE = ConfigFactory.load();
    private static final String[] NODES = {"edge", "session", "wallet", "worker"};

    /** As the plugin asks the API, and then looks through what it answers. */
    private static List<String> found(Bundle bundle) {
        var discovery = NODE.getConfig("pekko.discovery.kubernetes-api");
        var label = discovery.getString("pod-label-selector").split("=", 2);
        var container = discovery.getString("container-name");
        var port =
                NODE.getString(
                        "pekko.management.cluster.bootstrap.contact-point-discovery.port-name");
        return bundle.workloads()
                .filter(pod -> label[1].equals(pod.podLabels().get(label[0])))
                .filter(pod -> pod.container().path("name").asText().equals(container))
                .filter(pod -> pod.ports().contains(port))
                .map(Manifest::name)
                .sorted()
                .toList();
    }

    @Test
    void allNodesAreFoundAndNobodyElse() {
        assertThat(found(Bundle.ofBase())).containsExactly(NODES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void anOverlayHidesNobody(String overlay) {
        assertThat(found(Bundle.rendered(overlay))).containsExactly(NODES);
    }

    /** Changed in all files alike, the files still fit together; only nobody is found. */
    @ParameterizedTest
    @CsvSource({
        "'- name: florin\n        image:', '- name: node\n        image:'",
        "'app: florin', 'app: flourish'",
        "'name: management', 'name: admin'",
    })
    void aNameThatNodesDoNotLookForIsFoundOut(String right, String wrong) {
        var planted = Bundle.ofBase((_, text) -> text.replace(right, wrong));
        assertThat(found(planted)).isEmpty();
    }

    /** The number beside a name is the one a node listens at. */
    @ParameterizedTest
    @CsvSource({
        "management, pekko.management.http.port",
        "remoting, pekko.remote.artery.canonical.port",
        "metrics, florin.metrics.port",
    })
    void aPortIsWhereANodeListens(String port, String key) {
        assertThat(Bundle.ofBase().nodes())
                .hasSize(NODES.length)
                .allSatisfy(node -> assertThat(node.port(port)).isEqualTo(NODE.getInt(key)));
    }

    @Test
    void theEdgeListensWhereItsPortIs() {
        assertThat(Bundle.ofBase().nodes())
                .filteredOn(node -> node.name().equals("edge"))
                .singleElement()
                .satisfies(edge ->
                        assertThat(edge.port("http")).isEqualTo(NODE.getInt("florin.http.port")));
    }
}
