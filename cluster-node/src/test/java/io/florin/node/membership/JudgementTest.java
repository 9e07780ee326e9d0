package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each verdict is one sentence that says what is wrong and what to do. */
class JudgementTest {
    private static final String FORBIDDEN =
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
             "message":"pods is forbidden: User \\"system:serviceaccount:ledger:default\\" cannot list resource",
             "reason":"Forbidden","details":{"kind":"pods"},"code":403}
            """;

    @TempDir Path folder;

    private Judgement judgement;

    @BeforeEach
    void makeJudgement() throws IOException {
        judgement = new Judgement(ServiceAccount.in(folder).at("10.96.0.1", 443));
    }

    @Test
    void whoSeesPodsLikeItselfMayGoOn() {
        assertThat(judgement.ofAnswer(200, list("florin", "management")))
                .isEqualTo(new Reach.Allowed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'items': []}                                     | lists no pod with app=florin"
                        + " in namespace ledger",
                "<html>                                            | lists no pod with app=florin",
                "{'items': [{'spec': {'containers': [{'name': 'florin'}]}}]} | none of them has a"
                        + " container named florin with a port named management",
            })
    void aPodThatBootstrapWouldNotFindHasAWrongLabelOrName(String body, String sentence) {
        assertThat(judgement.ofAnswer(200, body.replace("'", "\"")))
                .isInstanceOf(Reach.Refused.class)
                .asString()
                .contains(sentence);
        assertThat(judgement.ofAnswer(200, list("florin", "http")))
                .isInstanceOf(Reach.Refused.class);
        assertThat(judgement.ofAnswer(200, list("app", "management")))
                .isInstanceOf(Reach.Refused.class);
    }

    private static String list(String container, String port) {
        return """
        {"items": [{"spec": {"containers": [
          {"name": "sidecar"},
          {"name": "%s", "ports": [{"containerPort": 1}, {"name": "%s"}]}]}}]}
        """
                .formatted(container, port);
    }

    @Test
    void aMissingRightNamesTheAccountTheNamespaceAndTheRole() {
        assertThat(judgement.ofAnswer(403, FORBIDDEN))
                .isEqualTo(
                        new Reach.Refused(
                                "The Kubernetes API at 10.96.0.1:443 forbids this node to list the"
                                        + " pods of namespace ledger (pods is forbidden: User"
                                        + " \"system:serviceaccount:ledger:default\" cannot list"
                                        + " resource): bind the pod's ServiceAccount to a Role"
                                        + " that allows get, list and watch of pods there."));
    }

    @Test
    void aTokenThatIsNotKnownNamesItsFile() {
        assertThat(judgement.ofAnswer(401, ""))
                .isInstanceOf(Reach.Refused.class)
                .asString()
                .contains("does not know the token in " + folder.resolve("token"));
    }

    @ParameterizedTest
    @CsvSource({"429, Unanswered", "500, Unanswered", "503, Unanswered", "404, Refused"})
    void whatMayPassIsAskedAgain(int status, String verdict) {
        assertThat(judgement.ofAnswer(status, "<html>"))
                .asString()
                .startsWith(verdict)
                .contains("answers " + status);
    }

    @Test
    void anApiThatCannotBeReachedMayBeInAMoment() {
        assertThat(judgement.ofFailure(new ConnectException("refused")))
                .isInstanceOf(Reach.Unanswered.class);
        assertThat(judgement.ofFailure(new HttpTimeoutException("timed out")))
                .isInstanceOf(Reach.Unanswered.class);
    }

    @Test
    void anExpiredCertificateNamesTheDay() throws Exception {
        assertThat(judgement.ofFailure(invalid(BasicReason.EXPIRED)))
                .isEqualTo(
                        new Reach.Refused(
                                "The Kubernetes API at 10.96.0.1:443 has a certificate that expired"
                                        + " on 2026-01-01T00:00:00Z: renew it, for example with"
                                        + " 'kubeadm certs renew apiserver'."));
    }

    @Test
    void aCertificateOfTheFutureBlamesTheClock() throws Exception {
        assertThat(judgement.ofFailure(invalid(BasicReason.NOT_YET_VALID)))
                .isInstanceOf(Reach.Refused.class)
                .asString()
                .contains("not valid before 2025-01-01T00:00:00Z: set the clock");
    }

    @Test
    void aCertificateOfSomebodyElseNamesTheFileOfTheAuthority() {
        var failure = new SSLHandshakeException("handshake");
        failure.initCause(new CertificateException("No subject alternative names"));
        assertThat(judgement.ofFailure(failure))
                .isInstanceOf(Reach.Refused.class)
                .asString()
                .contains(folder.resolve("ca.crt").toString(), "No subject alternative names");
    }

    /** As the JDK reports it. */
    private static SSLHandshakeException invalid(BasicReason reason)
            throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var pem = ServiceAccount.EXPIRED.getBytes(StandardCharsets.UTF_8);
        var certificate = factory.generateCertificate(new ByteArrayInputStream(pem));
        var path = factory.generateCertPath(List.of(certificate));
        var failure = new SSLHandshakeException("handshake");
        failure.initCause(
                new CertificateException(
                        new CertPathValidatorException("validity", null, path, 0, reason)));
        return failure;
    }
}
