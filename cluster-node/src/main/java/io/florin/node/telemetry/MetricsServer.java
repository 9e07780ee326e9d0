package io.florin.node.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code GET /metrics} and nothing else, even while everything else has to wait. */
final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int READERS = 4;
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService readers;

    private MetricsServer(HttpServer server, ExecutorService readers) {
        this.server = server;
        this.readers = readers;
    }

    /** Fails with a sentence if the port cannot be had. */
    static MetricsServer start(MetricsSettings settings, Supplier<String> page) {
        try {
            var place = new InetSocketAddress(settings.host(), settings.port());
            var server = HttpServer.create(place, BACKLOG);
            var threads = Thread.ofPlatform().daemon().name("florin-metrics-", 0).factory();
            var readers = Executors.newFixedThreadPool(READERS, threads);
            server.createContext("/", exchange -> answer(exchange, page));
            server.setExecutor(readers);
            server.start();
            return new MetricsServer(server, readers);
        } catch (IOException e) {
            throw new IllegalStateException(
                    ("Metrics cannot be served on %s:%d, probably because something else listens"
                                    + " there: end it, or set %s.port to a free port.")
                            .formatted(settings.host(), settings.port(), MetricsSettings.PATH),
                    e);
        }
    }

    private static void answer(HttpExchange exchange, Supplier<String> page) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                var bytes = page.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", TYPE);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        readers.shutdown();
    }
}
