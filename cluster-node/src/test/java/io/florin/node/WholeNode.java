package io.florin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.florin.node.job.JobHandler;
import io.florin.node.kafka.KafkaServer;
import io.florin.persistence.testing.PostgresExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node with all that belongs to it, asked through its two ports as anybody would. */
final class WholeNode {
    private static final String KEY = "operator-key-of-this-test-only";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int management;
    private final Node node;

    private WholeNode(int management, Node node) {
        this.management = management;
        this.node = node;
    }

    static WholeNode start(
            PostgresExtension postgres, Map<String, JobHandler> handlers, String settings)
            throws IOException, NodeNotStarted {
        int management = freePort();
        var config =
                postgres.config(
                        """
                        florin {
                          http { port = 0, operator-key = "%1$s" }
                          identity.secret = "the secret of an installation for a test"
                          kafka { bootstrap-servers = "%2$s", name-prefix = "%3$s" }
                          metrics.enabled = false
                        }
                        pekko {
                          remote.artery.canonical.port = 0
                          management.http.port = %4$d
                          coordinated-shutdown.exit-jvm = off
                          cluster.run-coordinated-shutdown-when-down = off
                        }
                        %5$s
                        """
                                .formatted(
                                        KEY,
                                        KafkaServer.shared().address(),
                                        postgres.name(),
                                        management,
                                        settings));
        var seams = new Seams(handlers, Seams.NONE.runs(), Seams.NONE.wallets());
        return new WholeNode(management, Node.start(config, seams));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Node node() {
        return node;
    }

    /** To the edge, as the operator; quotes are written as apostrophes. */
    HttpResponse<String> post(String path, String key, String body) {
        var request =
                HttpRequest.newBuilder(api(path))
                        .header("Content-Type", "application/json")
                        .header("X-Api-Key", KEY)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        if (!key.isEmpty()) request.header("Idempotency-Key", key);
        return send(request);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(api(path)).header("X-Api-Key", KEY));
    }

    private URI api(String path) {
        int port = node.edge().orElseThrow().address().getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** To the port of Pekko Management, with a form in the body. */
    HttpResponse<String> manage(String method, String path, String form) {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, BodyPublishers.ofString(form)));
    }

    /** What one of our own views says. */
    JsonNode view(String name) {
        return json(manage("GET", "/florin/" + name, ""));
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(
                    request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("No answer", e);
        }
    }

    void stop() throws Exception {
        node.system().terminate();
        node.system().getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
