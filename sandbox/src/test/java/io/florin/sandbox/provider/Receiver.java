package io.florin.sandbox.provider;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer's end of webhooks, which keeps what it is told. */
public final class Receiver implements AutoCloseable {
    /** One delivery. */
    public record Told(String body, String signature, String timestamp) {}

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals;

    /**
     * @param refusals how many deliveries it answers with 500 before it takes one
     */
    public Receiver(int refusals) throws IOException {
        this.refusals = new AtomicInteger(refusals);
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var headers = exchange.getRequestHeaders();
                        var signature = headers.getFirst("Stripe-Signature");
                        told.add(
                                new Told(
                                        new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8),
                                        signature == null
                                                ? String.valueOf(
                                                        headers.getFirst("Omise-Signature"))
                                                : signature,
                                        String.valueOf(
                                                headers.getFirst("Omise-Signature-Timestamp"))));
                        exchange.sendResponseHeaders(
                                this.refusals.getAndDecrement() > 0 ? 500 : 200, -1);
                    }
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Where to tell. */
    public URI address() {
        return URI.create("http://127.0.0.1:%d/webhooks".formatted(server.getAddress().getPort()));
    }

    /** In the order of their arrival. */
    public List<Told> told() {
        return told;
    }

    /** The types of the events, in the order of their arrival. */
    public List<String> types(String field) {
        return told.stream()
                .map(t -> Json.parse(t.body()).orElseThrow().path(field).asText())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
