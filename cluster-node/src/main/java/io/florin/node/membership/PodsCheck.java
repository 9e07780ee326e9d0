package io.florin.node.membership;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks the Kubernetes API for the pods before Pekko's bootstrap does: the bootstrap would ask for
 * ever and say why it fails in many lines of the log only.
 */
final class PodsCheck {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final KubernetesApi api;
    private final FormationSettings settings;

    PodsCheck(KubernetesApi api, FormationSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    /**
     * Returns when the API has listed pods like this one. One that does not answer is asked again:
     * networks of pods may be ready a moment after the pods.
     *
     * @throws IllegalStateException with a sentence
     */
    void require() throws InterruptedException {
        long begun = System.nanoTime();
        try (var client = client()) {
            while (true) {
                switch (ask(client)) {
                    case Reach.Allowed() -> {
                        return;
                    }
                    case Reach.Refused(var sentence) -> throw new IllegalStateException(sentence);
                    case Reach.Unanswered(var sentence) -> {
                        if (isOver(begun)) throw new IllegalStateException(sentence);
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                }
            }
        }
    }

    private boolean isOver(long begunNanos) {
        var asked = Duration.ofNanos(System.nanoTime() - begunNanos);
        return asked.toMillis() >= settings.patienceMillis();
    }

    private Reach ask(HttpClient client) throws InterruptedException {
        var judgement = new Judgement(api);
        var request =
                HttpRequest.newBuilder(api.list())
                        .timeout(Duration.ofMillis(settings.answerMillis()))
                        .header("Authorization", "Bearer " + api.token())
                        .header("Accept", "application/json")
                        .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return judgement.ofAnswer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return judgement.ofFailure(e);
        }
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(settings.answerMillis()))
                .sslContext(trusting(api.authority()))
                .build();
    }

    /** TLS as Pekko's discovery does it. */
    private static SSLContext trusting(Path authority) {
        try (InputStream pem = Files.newInputStream(authority)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) throw new CertificateException("it is empty");
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (var each : certificates) store.setCertificateEntry("ca-" + number++, each);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLSv1.2");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw KubernetesApi.notInAPod(
                    "%s has no certificates that can be read (%s)".formatted(authority, e), e);
        }
    }
}
