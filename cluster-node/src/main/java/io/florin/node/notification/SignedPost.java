package io.florin.node.notification;

import io.florin.edge.signature.Key;
import io.florin.edge.signature.StandardWebhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Sends a message, signed as Standard Webhooks says, once. Nothing of the answer is read. */
final class SignedPost {
    /** Where to, and what signs it. */
    record Target(URI url, Key key) {}

    /** What became of it. */
    sealed interface Reply {
        /** It was answered, somehow. */
        record Status(int code) implements Reply {
            boolean isYes() {
                return code >= 200 && code < 300;
            }
        }

        /** There was no answer, and nobody knows whether it has arrived. */
        record Silence(String why) implements Reply {}
    }

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final StandardWebhook WEBHOOK = new StandardWebhook();

    /** Follows nobody elsewhere: what is sent is for the target only. */
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    private final InstantSource clock;

    SignedPost(InstantSource clock) {
        this.clock = clock;
    }

    /** The receiver knows by the id what it has got before; more headers are not signed. Blocks. */
    Reply send(Target target, String id, byte[] json, Map<String, String> headers)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(target.url())
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json");
        WEBHOOK.sign(List.of(target.key()), id, clock.instant(), json).forEach(request::header);
        headers.forEach(request::header);
        try {
            var response =
                    http.send(
                            request.POST(BodyPublishers.ofByteArray(json)).build(),
                            BodyHandlers.ofInputStream());
            response.body().close();
            return new Reply.Status(response.statusCode());
        } catch (IOException e) {
            return new Reply.Silence(e.getClass().getSimpleName());
        }
    }
}
