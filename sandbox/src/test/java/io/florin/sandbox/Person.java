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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Somebody who calls the edge by what they know of themselves: nothing, or an access token. */
record Person(HttpClient http, URI base, @Nullable String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    static Person unknown(URI base) {
        return new Person(HttpClient.newHttpClient(), base, null);
    }

    Person with(String accessToken) {
        return new Person(http, base, accessToken);
    }

    /** An answer as it came. */
    record Reply(int status, JsonNode json) {
        String text(String field) {
            return json.path(field).asText();
        }
    }

    Reply get(String path) {
        return answered(send("GET", path, ""));
    }

    Reply post(String path, String body) {
        return answered(send("POST", path, body));
    }

    Reply put(String path, String body) {
        return answered(send("PUT", path, body));
    }

    Reply delete(String path) {
        return answered(send("DELETE", path, ""));
    }

    static Reply answered(CompletableFuture<Reply> reply) {
        try {
            return reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("No answer", e);
        }
    }

    CompletableFuture<Reply> send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (token != null) request.header("Authorization", "Bearer " + token);
        return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Person::reply);
    }

    private static Reply reply(HttpResponse<String> response) {
        try {
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }
}
