package io.florin.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Calls an edge as the operator, and shows each call as a line for a shell, and its answer. */
final class ShownCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI api;
    private final String operatorKey;
    private final Terminal terminal;

    /**
     * @param api ends with a slash
     */
    ShownCalls(URI api, String operatorKey, Terminal terminal) {
        this.api = api;
        this.operatorKey = operatorKey;
        this.terminal = terminal;
    }

    /** The answer's JSON; whatever is no success ends the command. */
    JsonNode post(String path, String body) {
        show("curl $api/%s -H \"$json\" -H \"$key\" -d '%s'".formatted(path, body));
        return shown(request(path).POST(BodyPublishers.ofString(body)));
    }

    /** The same, with an Idempotency-Key. */
    JsonNode post(String path, String key, String body) {
        show(
                "curl $api/%s -H \"$json\" -H \"$key\" -H 'Idempotency-Key: %s' -d '%s'"
                        .formatted(path, key, body));
        return shown(
                request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    JsonNode get(String path) {
        show("curl -H \"$key\" \"$api/%s\"".formatted(path));
        return shown(request(path).GET());
    }

    /** A line of a shell that stands for what is done here in another way. */
    void show(String line) {
        terminal.print("$ " + line);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Api-Key", operatorKey);
    }

    private JsonNode shown(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            terminal.print(answer.body().strip());
            if (answer.statusCode() >= 300) {
                throw new CommandFailed(
                        "That was answered with %d; the tour ends here."
                                .formatted(answer.statusCode()));
            }
            return parsed(answer.body());
        } catch (IOException e) {
            throw new CommandFailed("%s does not answer any more.".formatted(api), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    /**
     * Asks, without showing it, until the answer is as it should be; a node that is gone is asked
     * again. When the limit passes before, the command fails.
     */
    void await(
            String path,
            Duration limit,
            Predicate<JsonNode> wanted,
            Supplier<CommandFailed> otherwise) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < limit.toNanos()) {
            if (isAnsweredWith(path, wanted)) return;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw otherwise.get();
    }

    private boolean isAnsweredWith(String path, Predicate<JsonNode> wanted) {
        try {
            var answer = http.send(request(path).GET().build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 && wanted.test(parsed(answer.body()));
        } catch (IOException _) {
            return false; // Nobody listens there yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CommandFailed("That was no JSON; the tour ends here.", e);
        }
    }
}
