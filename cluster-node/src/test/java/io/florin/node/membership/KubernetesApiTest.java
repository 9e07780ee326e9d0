package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesApiTest {
    @TempDir Path folder;

    private ServiceAccount account;

    @BeforeEach
    void write() throws IOException {
        account = ServiceAccount.in(folder);
    }

    @Test
    void aPodKnowsWhereTheApiIsAndWhomToAskFor() {
        var api = account.at("10.96.0.1", 443);
        assertThat(api.token()).isEqualTo("eyJh.bGci.OiJS");
        assertThat(api.list())
                .hasToString(
                        "https://10.96.0.1:443/api/v1/namespaces/ledger/pods"
                                + "?labelSelector=app%3Dflorin");
        assertThat(account.at("fd00::1", 443).list().getHost()).isEqualTo("[fd00::1]");
    }

    @Test
    void theTokenIsNotShown() {
        assertThat(account.at("10.96.0.1", 443).toString())
                .contains("10.96.0.1:443", "ledger", "app=florin")
                .doesNotContain("eyJh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''        | 443 | KUBERNETES_SERVICE_HOST is not set",
                "10.96.0.1 | ''  | KUBERNETES_SERVICE_PORT is not set",
                "10.96.0.1 | tcp | KUBERNETES_SERVICE_PORT is 'tcp'",
            })
    void outsideOfAPodThereIsNoSuchEnvironment(String host, String port, String sentence) {
        var environment = Map.of("KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", port);
        assertThatIllegalStateException()
                .isThrownBy(() -> account.api(environment))
                .withMessageContaining(sentence + ", and florin.cluster.formation is 'kubernetes'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "namespace"})
    void aMissingFileIsNamed(String file) throws IOException {
        Files.delete(folder.resolve(file));
        assertThatIllegalStateException()
                .isThrownBy(() -> account.at("10.96.0.1", 443))
                .withMessageContaining(folder.resolve(file) + " cannot be read")
                .withMessageContaining("automountServiceAccountToken: true");
    }

    /** Pekko would leave out the header that it does not fit into. */
    @ParameterizedTest
    @ValueSource(strings = {"eyJh.bGci.OiJS\n", "", " eyJh"})
    void aTokenWithANewlineIsNone(String token) throws IOException {
        account.write("token", token);
        assertThatIllegalStateException()
                .isThrownBy(() -> account.at("10.96.0.1", 443))
                .withMessageContaining("write it without blanks and without a newline");
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws IOException {
        account.write("ca.crt", "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> check("127.0.0.1", 443, 0).require())
                .withMessageContaining("ca.crt has no certificates that can be read");
    }

    @Test
    void anApiThatDoesNotAnswerIsAskedForAWhile() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        long begun = System.nanoTime();
        assertThatIllegalStateException()
                .isThrownBy(() -> check("127.0.0.1", port, 700).require())
                .withMessageContaining("The Kubernetes API at 127.0.0.1:" + port)
                .withMessageContaining("does not answer")
                .withMessageContaining("let the NetworkPolicy allow this pod to reach it");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(700), Duration.ofSeconds(10));
    }

    private PodsCheck check(String host, int port, int patienceMillis) {
        var settings =
                new FormationSettings(FormationSettings.Way.KUBERNETES, 2, 1_000, patienceMillis);
        return new PodsCheck(account.at(host, port), settings);
    }
}
