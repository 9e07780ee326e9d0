package io.florin.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of the HTTP edge that knows nothing but the public contract. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final String operatorKey;

    /** An answer as it came. */
    record Reply(int status, String body, boolean replayed) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Client(int port, String operatorKey) {
        this(URI.create("http://127.0.0.1:" + port), operatorKey);
    }

    Client(URI base, String operatorKey) {
        this.base = base;
        this.operatorKey = operatorKey;
    }

    Reply post(String path, String body) throws IOException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    Reply post(String path, String key, String body) throws IOException {
        return send(
                request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    /** As part of a trace. */
    Reply post(String path, String key, String trace, String body) throws IOException {
        return send(
                request(path)
                        .header("Idempotency-Key", key)
                        .header("traceparent", trace)
                        .POST(BodyPublishers.ofString(body)));
    }

    Reply put(String path, String body) throws IOException {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    Reply patch(String path, String body) throws IOException {
        return send(request(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    Reply get(String path) throws IOException {
        return send(request(path).GET());
    }

    boolean isReady() {
        try {
            return get("/health/ready").status() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Api-Key", operatorKey);
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            boolean replayed = answer.headers().firstValue("Idempotent-Replayed").isPresent();
            return new Reply(answer.statusCode(), answer.body(), replayed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
