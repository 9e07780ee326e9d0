package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an object names is there. */
class ReferencesTest {
    private static final Set<String> STEPS = Set.of("ground", "migrate", "nodes");

    @Test
    void theFilesFitTogether() {
        var base = Bundle.ofBase();
        assertThat(base.manifests()).hasSizeGreaterThan(30);
        assertThat(References.findings(base)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void anOverlayRendersToObjectsThatFitTogether(String overlay) throws JsonProcessingException {
        var bundle = Bundle.rendered(overlay);
        assertThat(bundle.manifests()).hasSizeGreaterThan(30);
        for (var manifest : bundle.manifests()) {
            assertThat(StrictModel.read(manifest.tree())).isNotNull();
            assertThat(manifest.labels().get("florin.io/step")).as("%s", manifest).isIn(STEPS);
        }
        assertThat(References.findings(bundle)).isEmpty();
    }

    /** Whoever is bound, waits or scrapes does so in the overlay's own namespace. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void anOverlayStaysInItsNamespace(String overlay) {
        var bundle = Bundle.rendered(overlay);
        var space = bundle.of("Namespace").map(Manifest::name).toList();
        assertThat(space).hasSize(1);
        for (var manifest : bundle.manifests()) {
            if (manifest.kind().equals("Namespace")) continue;
            assertThat(manifest.at("/metadata/namespace").asText())
                    .as("%s", manifest)
                    .isEqualTo(space.getFirst());
        }
        assertThat(bundle.of("RoleBinding"))
                .allSatisfy(binding ->
                        assertThat(binding.at("/subjects").findValuesAsText("namespace"))
                                .isEqualTo(space));
    }

    /** The settings an overlay changes are those the nodes get. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void anOverlaySettlesItsImagesAndSettings(String overlay) {
        var bundle = Bundle.rendered(overlay);
        var own = Bundle.HOME.resolve("overlays").resolve(overlay).resolve("node.env");
        assertThat(bundle.nodeSettings())
                .containsAllEntriesOf(Bundle.settings(Bundle.text(own)))
                .containsKeys("CONFIG_FORCE_florin_cluster_formation");
        var images =
                bundle.workloads()
                        .map(workload -> workload.container().path("image").asText())
                        .collect(Collectors.toSet());
        assertThat(images).hasSize(2).allMatch(image -> image.matches(".+:[^:]+"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wallet/deployment.yaml         | port: management               | port: mangement        | needs a port mangement
                    wallet/deployment.yaml         | name: florin-node              | name: florin-nodes     | needs the ConfigMap florin-nodes
                    wallet/deployment.yaml         | key: operator-key              | key: operators-key     | needs operators-key of the Secret
                    wallet/deployment.yaml         | secretName: florin-postgres-ca | secretName: postgres   | needs the Secret postgres
                    wallet/deployment.yaml         | serviceAccountName: florin     | serviceAccountName: me | needs the ServiceAccount me
                    wallet/deployment.yaml         | - name: tmp                    | - name: temp           | mounts no volume tmp
                    session/deployment.yaml        | role: session                  | role: wallet           | does not select its own pods
                    wallet/pdb.yaml                | role: wallet                   | role: walet            | selects not just one workload
                    edge/hpa.yaml                  | name: edge                     | name: edges            | needs the Deployment edges
                    edge/service.yaml              | targetPort: http               | targetPort: web        | needs a port web
                    edge/service.yaml              | targetPort: http               | targetPort: 8081       | needs a port 8081
                    network/metrics.yaml           | port: metrics                  | port: 9096             | needs a port 9096
                    edge/service.yaml              | role: edge                     | role: front            | selects nobody
                    network/edge.yaml              | port: http                     | port: https            | needs a port https
                    network/cluster.yaml           | app: florin                    | app: flourish          | selects nobody
                    network/database.yaml          | florin-backup                  | florin-backups         |
                    ground/rolebinding.yaml        | kind: ServiceAccount           | kind: Group            | needs the Group florin
                    monitoring/servicemonitor.yaml | port: metrics                  | port: metric           | scrapes no port metric
                    monitoring/servicemonitor.yaml | scrape: metrics                | scrape: pages          | not just one Service
                    monitoring/servicemonitor.yaml | [role]                         | [rank]                 | takes the label rank
                    backup/cronjob.yaml            | claimName: florin-backups      | claimName: backups     | needs the PersistentVolumeClaim
                    migrate/job.yaml               | key: database-password         | key: password          | needs password of the Secret
                    """)
    void whatIsNotThereIsFound(String file, String right, String wrong, String finding) {
        assertThat(Bundle.text(Bundle.BASE.resolve(file))).contains(right);
        var planted =
                Bundle.ofBase(
                        (path, text) -> path.equals(file) ? planted(text, right, wrong) : text);
        if (finding == null) {
            // A pod that no policy lets out: found where the policies are.
            assertThat(Reach.egress(planted, 5432)).doesNotContain("florin-backup");
            return;
        }
        assertThat(References.findings(planted)).anyMatch(said -> said.contains(finding));
    }

    private static String planted(String text, String right, String wrong) {
        // Of a name that stands twice only the first is wrong: then the two do not fit together.
        return right.startsWith("-") || right.startsWith("role: session")
                ? text.substring(0, text.lastIndexOf(right))
                        + wrong
                        + text.substring(text.lastIndexOf(right) + right.length())
                : text.replace(right, wrong);
    }
}
