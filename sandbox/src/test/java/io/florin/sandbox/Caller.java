package io.florin.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** How a {@link CrashNode} speaks to the {@link Outside}. */
final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI outside;

    Caller(URI outside) {
        this.outside = outside;
    }

    /** Returns when the outside has answered that it is done. */
    void tell(String what, String job, String step) throws InterruptedException {
        if (!asks(what, job, step)) throw new IllegalStateException(what + " was refused.");
    }

    /** The same where nobody is to be interrupted. */
    void tellCalmly(String what, String job, String step) {
        try {
            tell(what, job, step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(what + " was interrupted.", e);
        }
    }

    boolean asks(String what, String job) throws InterruptedException {
        return asks(what, job, "");
    }

    private boolean asks(String what, String job, String step) throws InterruptedException {
        var query = "?job=%s&step=%s&pid=%d".formatted(job, step, ProcessHandle.current().pid());
        var request =
                HttpRequest.newBuilder(outside.resolve(what + query))
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.noBody())
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
