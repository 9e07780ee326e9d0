package io.florin.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A client of an app: with what it sends along, such as a user's token. */
final class AppClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Not known in time, or not taken: whoever gets one of these asks again. */
    private static final Set<Integer> ASK_AGAIN = Set.of(202, 503);

    private static final String KEY = "Idempotency-Key";
    private static final AtomicLong KEYS = new AtomicLong();

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers;

    AppClient(URI base) {
        this(HttpClient.newBuilder().connectTimeout(PATIENCE).build(), base, Map.of());
    }

    private AppClient(HttpClient http, URI base, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.headers = headers;
    }

    AppClient with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new AppClient(http, base, more);
    }

    AppClient as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Client.Reply get(String path) throws IOException {
        return send("GET", path, "");
    }

    Client.Reply send(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        headers.forEach(request::header);
        if (!body.isEmpty()) request.header("Content-Type", "application/json");
        try {
            var answer =
                    http.send(
                            request.method(method, BodyPublishers.ofString(body)).build(),
                            BodyHandlers.ofString());
            boolean replayed = answer.headers().firstValue("Idempotent-Replayed").isPresent();
            return new Client.Reply(answer.statusCode(), answer.body(), replayed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The status, or 0 if nobody answered; nobody asks again. */
    int attempt(String method, String path, String body) {
        try {
            return send(method, path, body).status();
        } catch (IOException _) {
            return 0;
        }
    }

    /** The final answer, whoever dies meanwhile: all tries are one request, under one key. */
    Client.Reply insist(String method, String path, String body) {
        if (method.equals("POST") && !headers.containsKey(KEY)) {
            return with(KEY, "request-" + KEYS.incrementAndGet()).insist(method, path, body);
        }
        var last = new AtomicReference<Client.Reply>();
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(() -> {
                    try {
                        last.set(send(method, path, body));
                        return !ASK_AGAIN.contains(last.get().status());
                    } catch (IOException _) {
                        return false; // nobody listens at the moment
                    }
                });
        return last.get();
    }
}
