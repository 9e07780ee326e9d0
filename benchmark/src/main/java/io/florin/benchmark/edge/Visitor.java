package io.florin.benchmark.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Calls the edge where nobody counts CPU: what is sent and answered is JSON. */
final class Visitor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Visitor(int port) {
        this.port = port;
    }

    /** What a 201 says; every other answer ends the benchmark. */
    JsonNode create(String path, Map<String, String> body, String... headers) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            if (headers.length > 0) request.headers(headers);
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() == 201) return JSON.readTree(response.body());
            throw new CommandFailed(
                    "%s answers %d: %s."
                            .formatted(
                                    path, response.statusCode(), JSON.readTree(response.body())));
        } catch (IOException e) {
            throw new CommandFailed("%s does not answer: %s.".formatted(path, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
