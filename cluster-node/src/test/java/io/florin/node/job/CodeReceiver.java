package io.florin.node.job;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.florin.edge.signature.StandardWebhook;
import io.florin.edge.signature.Verdict;
import io.florin.edge.signature.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/** An app's own sender of mails, which keeps what it is told and looks at its signature. */
final class CodeReceiver implements AutoCloseable {
    static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZg==";

    /** A message. */
    record Told(String id, String body, Verdict verdict) {}

    final List<Told> told = new CopyOnWriteArrayList<>();

    /** What it answers next. */
    volatile IntSupplier status = () -> 204;

    private final HttpServer server;

    CodeReceiver() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
        server.createContext(
                "/codes",
                exchange -> {
                    try (exchange) {
                        var body = exchange.getRequestBody().readAllBytes();
                        told.add(told(exchange.getRequestHeaders(), body));
                        exchange.sendResponseHeaders(status.getAsInt(), -1);
                    }
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static Told told(Headers headers, byte[] body) {
        var webhook = new StandardWebhook();
        var verifier = new Verifier(webhook, List.of(webhook.key(SECRET)), Duration.ofMinutes(5));
        var verdict =
                verifier.verify(
                        name -> Objects.requireNonNullElse(headers.get(name), List.of()),
                        body,
                        Instant.now());
        var id = String.valueOf(headers.getFirst("webhook-id"));
        return new Told(id, new String(body, StandardCharsets.UTF_8), verdict);
    }

    String url() {
        return "http://127.0.0.1:%d/codes".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
