package io.florin.node.membership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the answers of the Kubernetes API mean for a node that wants to find the others. */
final class Judgement {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesApi api;

    Judgement(KubernetesApi api) {
        this.api = api;
    }

    Reach ofAnswer(int status, String body) {
        return switch (status) {
            case 200 -> ofList(body);
            case 401 ->
                    refused(
                            ("does not know the token in %s: let the pod mount the one of its own"
                                            + " ServiceAccount")
                                    .formatted(api.tokenFile()));
            case 403 ->
                    refused(
                            ("forbids this node to list the pods of namespace %s (%s): bind the"
                                            + " pod's ServiceAccount to a Role that allows get,"
                                            + " list and watch of pods there")
                                    .formatted(api.namespace(), message(body)));
            default -> {
                var said = sentence("answers %d (%s)".formatted(status, message(body)));
                boolean passing = status >= 500 || status == 429;
                yield passing ? new Reach.Unanswered(said) : new Reach.Refused(said);
            }
        };
    }

    /** This pod itself is among them, from before it began to run. */
    private Reach ofList(String body) {
        var pods = api.pods();
        var items = parse(body).path("items");
        if (items.isEmpty()) {
            return refused(
                    ("lists no pod with %s in namespace %s, not even this one: give it this"
                                    + " label")
                            .formatted(pods.labels(), api.namespace()));
        }
        for (var pod : items) {
            for (var container : pod.at("/spec/containers")) {
                if (isNode(container)) return new Reach.Allowed();
            }
        }
        return refused(
                ("lists pods with %s in namespace %s, and none of them has a container named %s"
                                + " with a port named %s: name them so")
                        .formatted(pods.labels(), api.namespace(), pods.container(), pods.port()));
    }

    private boolean isNode(JsonNode container) {
        var pods = api.pods();
        var named = pods.container();
        return (named.isEmpty() || container.path("name").asText().equals(named))
                && container.path("ports").findValuesAsText("name").contains(pods.port());
    }

    Reach ofFailure(IOException failure) {
        var path = cause(failure, CertPathValidatorException.class);
        if (path.isPresent() && path.get().getReason() == BasicReason.EXPIRED) {
            return refused(
                    ("has a certificate that expired on %s: renew it, for example with 'kubeadm"
                                    + " certs renew apiserver'")
                            .formatted(day(path.get(), X509Certificate::getNotAfter)));
        }
        if (path.isPresent() && path.get().getReason() == BasicReason.NOT_YET_VALID) {
            return refused(
                    "has a certificate that is not valid before %s: set the clock of this machine"
                            .formatted(day(path.get(), X509Certificate::getNotBefore)));
        }
        if (cause(failure, SSLException.class).isPresent()) {
            return refused(
                    ("cannot be trusted with the certificates in %s (%s): mount the ConfigMap"
                                    + " kube-root-ca.crt of this cluster there")
                            .formatted(api.authority(), root(failure)));
        }
        return new Reach.Unanswered(
                sentence(
                        "does not answer (%s): let the NetworkPolicy allow this pod to reach it"
                                .formatted(failure)));
    }

    private Reach refused(String what) {
        return new Reach.Refused(sentence(what));
    }

    private String sentence(String what) {
        return "The Kubernetes API at %s %s.".formatted(api.service(), what);
    }

    /** The API explains itself in an object of the kind Status. */
    private static String message(String body) {
        return parse(body).path("message").asText("no reason given");
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance(); // Somebody else answers, perhaps a proxy.
        }
    }

    private static String day(
            CertPathValidatorException failure, Function<X509Certificate, Date> end) {
        var path = failure.getCertPath();
        int index = failure.getIndex();
        if (path == null || index < 0) return "an unknown day";
        var certificate = (X509Certificate) path.getCertificates().get(index);
        return end.apply(certificate).toInstant().toString();
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) return Optional.of(type.cast(each));
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) root = root.getCause();
        return root;
    }
}
