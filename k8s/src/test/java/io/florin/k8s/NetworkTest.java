package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may speak to whom; what is not said is denied. */
class NetworkTest {
    private final Bundle base = Bundle.ofBase();

    @Test
    void whatNobodyAllowsIsDenied() {
        assertThat(base.of("NetworkPolicy").filter(one -> one.name().equals("default-deny")))
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.at("/spec/podSelector")).isEmpty();
                    assertThat(policy.at("/spec/policyTypes").toString())
                            .isEqualTo("[\"Ingress\",\"Egress\"]");
                    assertThat(policy.at("/spec/ingress").isMissingNode()).isTrue();
                    assertThat(policy.at("/spec/egress").isMissingNode()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wallet  | management | {"podSelector":{"matchLabels":{"app":"florin"}}}
                    edge    | management | {"podSelector":{"matchLabels":{"app":"florin"}}}
                    session | remoting   | {"podSelector":{"matchLabels":{"app":"florin"}}}
                    edge    | remoting   | {"podSelector":{"matchLabels":{"app":"florin"}}}
                    worker  | metrics    | {"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"monitoring"}}}
                    edge    | http       | {"namespaceSelector":{}}
                    wallet  | http       |
                    """)
    void aPortIsOpenToThese(String workload, String port, String peers) {
        var expected = peers == null ? new String[0] : new String[] {peers};
        assertThat(Reach.ingress(base, workload, port)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    5432 | edge, florin-backup, florin-migrate, session, wallet, worker
                    9092 | edge, session, wallet, worker
                    53   | edge, florin-backup, florin-migrate, session, wallet, worker
                    6443 | edge, session, wallet, worker
                    25   | ''
                    """)
    void theseMayCallOut(int port, String workloads) {
        assertThat(String.join(", ", Reach.egress(base, port))).isEqualTo(workloads);
    }

    /** No way in from outside the cluster but what an operator puts in front of the edge. */
    @Test
    void noServiceIsPublic() {
        assertThat(base.of("Service"))
                .extracting(one -> one.at("/spec/type").asText("ClusterIP"))
                .containsOnly("ClusterIP");
    }
}
