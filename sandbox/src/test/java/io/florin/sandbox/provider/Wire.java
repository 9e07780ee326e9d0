package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A plain client of a simulator, for what no SDK says. */
public final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final String authorization;

    public Wire(URI base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** A form for a POST, an empty one for a GET; headers in pairs. */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(
                request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    /** The same, not waited for. */
    public CompletableFuture<HttpResponse<String>> begin(
            String method, String path, String body, String... headers) {
        return client.sendAsync(
                request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        var json = body.startsWith("{");
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(PATIENCE)
                        .header(
                                "Content-Type",
                                json ? "application/json" : "application/x-www-form-urlencoded")
                        .header("Authorization", authorization)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return request.build();
    }

    /** The body of what must be a success. */
    public ObjectNode ok(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var response = send(method, path, body, headers);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return Json.parse(response.body()).orElseThrow();
    }

    public void arm(String fault) throws IOException, InterruptedException {
        ok("POST", "/_admin/faults", fault);
    }

    /** What the admin knows of the calls. */
    public ObjectNode calls() throws IOException, InterruptedException {
        return ok("GET", "/_admin/calls", "");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
