package io.florin.node.membership;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a pod finds the Kubernetes API, from the same settings as Pekko's discovery: the service in
 * its environment, and the files of its ServiceAccount.
 *
 * @param authority the certificates that the API's own is trusted by
 * @param token what the pod says who it is with
 */
record KubernetesApi(
        Service service,
        Path authority,
        Path tokenFile,
        String token,
        String namespace,
        Pods pods) {
    private static final String PATH = "pekko.discovery.kubernetes-api";
    private static final String PORT_NAME =
            "pekko.management.cluster.bootstrap.contact-point-discovery.port-name";

    /** How those are known that are nodes: by their labels, and by names in their containers. */
    record Pods(String labels, String container, String port) {}

    /** The address inside the cluster. */
    record Service(String host, int port) {
        @Override
        public String toString() {
            return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
        }
    }

    /**
     * Reads it all.
     *
     * @throws IllegalStateException with a sentence, where a pod would have what is missing
     */
    static KubernetesApi of(Config root, Map<String, String> environment) {
        var config = root.getConfig(PATH);
        var authority = Path.of(config.getString("api-ca-path"));
        var tokenFile = Path.of(config.getString("api-token-path"));
        return new KubernetesApi(
                new Service(
                        variable(environment, config.getString("api-service-host-env-name")),
                        port(environment, config.getString("api-service-port-env-name"))),
                authority,
                tokenFile,
                oneWord(tokenFile),
                oneWord(Path.of(config.getString("pod-namespace-path"))),
                new Pods(
                        config.getString("pod-label-selector"),
                        config.getString("container-name"),
                        root.getString(PORT_NAME)));
    }

    private static String variable(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) throw notInAPod(name + " is not set");
        return value;
    }

    private static int port(Map<String, String> environment, String name) {
        var value = variable(environment, name);
        if (!value.matches("[0-9]{1,5}")) throw notInAPod(name + " is '" + value + "'");
        return Integer.parseInt(value);
    }

    /** Pekko sends a token with a newline behind it without its header, and says nothing. */
    private static String oneWord(Path file) {
        var text = read(file);
        if (text.matches("\\S+")) return text;
        throw new IllegalStateException(
                "%s has more than one word in it: write it without blanks and without a newline."
                        .formatted(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw notInAPod("%s cannot be read (%s)".formatted(file, e), e);
        }
    }

    private static IllegalStateException notInAPod(String why) {
        return notInAPod(why, null);
    }

    static IllegalStateException notInAPod(String why, @Nullable Throwable cause) {
        return new IllegalStateException(
                ("%s, and %s.formation is 'kubernetes': run this node in a pod with"
                                + " automountServiceAccountToken: true, or set the formation to"
                                + " seed-nodes.")
                        .formatted(why, FormationSettings.PATH),
                cause);
    }

    /** Where it lists those pods. */
    URI list() {
        return URI.create(
                "https://%s/api/v1/namespaces/%s/pods?labelSelector=%s"
                        .formatted(
                                service,
                                namespace,
                                URLEncoder.encode(pods.labels(), StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "KubernetesApi[%s, namespace %s, pods %s]"
                .formatted(service, namespace, pods.labels());
    }
}
