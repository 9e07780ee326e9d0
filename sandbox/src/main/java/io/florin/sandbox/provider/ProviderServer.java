package io.florin.sandbox.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** One simulated provider, listening on a free port of 127.0.0.1. */
public final class ProviderServer implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final int CALLS_AT_ONCE_MAX = 512;

    /** An audio file of 25 MiB, as OpenAI takes it, and the form around it. */
    private static final int BODY_BYTES_MAX = 26 * 1024 * 1024;

    static {
        // Without it every answer on a kept connection waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Stage stage;
    private final Simulator simulator;
    private final CallLog calls = new CallLog();
    private final Admin admin;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore atOnce = new Semaphore(CALLS_AT_ONCE_MAX);

    private ProviderServer(Stage stage, Simulator simulator) throws IOException {
        this.stage = stage;
        this.simulator = simulator;
        admin = new Admin(stage, simulator, calls);
        var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        server = HttpServer.create(loopback, BACKLOG);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
    }

    /**
     * Listens until it is closed.
     *
     * @param name names the file of its state
     */
    public static ProviderServer start(
            String name, Surroundings surroundings, Function<Stage, Simulator> simulator) {
        var stage = new Stage(name, surroundings);
        try {
            var server = new ProviderServer(stage, simulator.apply(stage));
            server.server.start();
            server.simulator.resume();
            return server;
        } catch (IOException e) {
            stage.close();
            throw new UncheckedIOException("The simulator of %s cannot listen".formatted(name), e);
        }
    }

    /** {@code http://127.0.0.1:PORT}, without a path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!atOnce.tryAcquire()) {
                send(exchange, simulator.manners().error(503, ""));
                return;
            }
            try {
                answer(exchange);
            } finally {
                atOnce.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // The server ends; so does the connection.
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        var body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            send(exchange, simulator.manners().error(413, "The body is too large."));
            return;
        }
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
        var call = new Call(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
        if (call.path().startsWith(Admin.PREFIX)) {
            send(exchange, admin.answer(call));
            return;
        }
        var answer = answered(call);
        var wish = simulator.manners().wish(call).orElse("");
        calls.record(stage.now().toString(), call, wish, answer);
        var droppedAfter = answer.droppedAfter();
        if (droppedAfter == null) {
            send(exchange, answer);
        } else {
            stage.pause(droppedAfter);
        }
    }

    /** A defect of ours is not hidden behind the provider's words. */
    private Answer answered(Call call) throws InterruptedException {
        try {
            return simulator.handler().answer(call);
        } catch (RuntimeException e) {
            return simulator.manners().error(500, "The simulator has a defect: " + e);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Drops every connection. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        simulator.close();
        stage.close();
    }
}
