package io.florin.sandbox.chaos;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Over HTTP, as the operator. */
final class HttpEdges implements Edges, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(CONNECT).build();
    private final List<URI> edges;
    private final String operatorKey;

    HttpEdges(List<URI> edges, String operatorKey) {
        this.edges = List.copyOf(edges);
        this.operatorKey = operatorKey;
    }

    @Override
    public int nodes() {
        return edges.size();
    }

    @Override
    public Answer post(int node, Order order, Duration patience) throws IOException {
        var request = request(node, order.path(), patience);
        if (order.key() != null) request.header("Idempotency-Key", order.key());
        return send(request.POST(BodyPublishers.ofString(order.body())));
    }

    @Override
    public Answer get(int node, String path, Duration patience) throws IOException {
        return send(request(node, path, patience).GET());
    }

    private HttpRequest.Builder request(int node, String path, Duration patience) {
        return HttpRequest.newBuilder(edges.get(node - 1).resolve(path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("X-Api-Key", operatorKey);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            boolean replayed = response.headers().firstValue("Idempotent-Replayed").isPresent();
            return new Answer(response.statusCode(), response.body(), replayed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
