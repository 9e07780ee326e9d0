package io.florin.node.membership;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files that Kubernetes puts into a pod, in a folder of a test. */
record ServiceAccount(Path folder) {
    /** Of CN=kube-apiserver, valid in 2025. */
    static final String EXPIRED =
            """
            -----BEGIN CERTIFICATE-----
            MIIBGTCBwAIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5rdWJlLWFwaXNlcnZl
            cjAeFw0yNTAxMDEwMDAwMDBaFw0yNjAxMDEwMDAwMDBaMBkxFzAVBgNVBAMMDmt1
            YmUtYXBpc2VydmVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaRaZMkIfD/xq
            PtyqYFVp5hdma7MzlcDMTd+U5sEReuWR4JippJom23IXEwWybfKkv7C6YlbdfIvV
            oKaRK74KIzAKBggqhkjOPQQDAgNIADBFAiAd/jc47l/Ot8ju1AC8pz25zpDwQiQW
            omuE5FKiZHispwIhAMQHJrtGg7e3uLjOY8H/se6fTXFQvWznCKNPgcjoO8hJ
            -----END CERTIFICATE-----
            """;

    static ServiceAccount in(Path folder) throws IOException {
        return new ServiceAccount(folder)
                .write("ca.crt", EXPIRED)
                .write("token", "eyJh.bGci.OiJS")
                .write("namespace", "ledger");
    }

    ServiceAccount write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return this;
    }

    KubernetesApi api(Map<String, String> environment) {
        var ours =
                Map.of(
                        "pekko.discovery.kubernetes-api.api-ca-path", path("ca.crt"),
                        "pekko.discovery.kubernetes-api.api-token-path", path("token"),
                        "pekko.discovery.kubernetes-api.pod-namespace-path", path("namespace"));
        return KubernetesApi.of(
                ConfigFactory.parseMap(ours).withFallback(ConfigFactory.load()), environment);
    }

    KubernetesApi at(String host, int port) {
        return api(
                Map.of(
                        "KUBERNETES_SERVICE_HOST",
                        host,
                        "KUBERNETES_SERVICE_PORT",
                        Integer.toString(port)));
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }
}
