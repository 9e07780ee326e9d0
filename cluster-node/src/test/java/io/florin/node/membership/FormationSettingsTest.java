package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import io.florin.node.membership.FormationSettings.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormationSettingsTest {
    @Test
    void nodesLookForSeedNodesUnlessTheyAreTold() {
        assertThat(with("")).isEqualTo(new FormationSettings(Way.SEED_NODES, 2, 3_000, 10_000));
        assertThat(with("florin.cluster.formation = kubernetes").way()).isEqualTo(Way.KUBERNETES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "formation = gossip           | .formation is 'gossip': set it to seed-nodes or to"
                        + " kubernetes",
                "formation = Kubernetes       | .formation is 'Kubernetes'",
                "kubernetes.required-pods = 0 | .kubernetes.required-pods is 0: set it to a whole"
                        + " number from 1 to 100",
                "kubernetes.answer-millis = 0 | .kubernetes.answer-millis is 0",
                "kubernetes.patience-millis = -1 | .kubernetes.patience-millis is -1",
            })
    void aWrongSettingIsNamed(String setting, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("florin.cluster { " + setting + " }"))
                .withMessageContaining("florin.cluster" + sentence);
    }

    /** Pekko would quietly prefer the seed nodes. */
    @Test
    void seedNodesAndKubernetesExcludeEachOther() {
        var seeds = "pekko.cluster.seed-nodes = [\"pekko://florin@10.0.0.1:17355\"]\n";
        assertThat(with(seeds).way()).isEqualTo(Way.SEED_NODES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(seeds + "florin.cluster.formation = kubernetes"))
                .withMessageContaining("pekko.cluster.seed-nodes has pekko://florin@10.0.0.1:17355")
                .withMessageContaining("leave the seed nodes out");
    }

    private static FormationSettings with(String settings) {
        return FormationSettings.from(
                ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()));
    }
}
