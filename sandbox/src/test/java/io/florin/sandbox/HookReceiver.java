package io.florin.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A customer's system that is told, and knows nothing of us but Standard Webhooks. By path: {@code
 * /flaky} takes each message the third time, {@code /gone} is gone until {@link #comeBack}, {@code
 * /slow} answers nothing until the end, all others take everything.
 */
final class HookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One request. */
    record Told(
            String path,
            String id,
            String time,
            String signatures,
            String body,
            int status,
            String traceparent) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(body, e);
            }
        }

        String type() {
            return json().path("type").asText();
        }

        /** How many of its signatures are of this secret. */
        long signedBy(String secret) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                var signed = (id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8);
                var expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
                return Arrays.stream(signatures.split(" ", -1)).filter(expected::equals).count();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean isBack;

    HookReceiver() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var id = headers.getFirst("webhook-id");
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = status(path, id);
            told.add(
                    new Told(
                            path,
                            id,
                            headers.getFirst("webhook-timestamp"),
                            headers.getFirst("webhook-signature"),
                            body,
                            status,
                            String.valueOf(headers.getFirst("traceparent"))));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int status(String path, String id) {
        int before = tries.computeIfAbsent(path + id, _ -> new AtomicInteger()).getAndIncrement();
        return switch (path) {
            case "/flaky" -> before < 2 ? 500 : 200;
            case "/gone" -> isBack ? 200 : 410;
            case "/slow" -> late();
            default -> 204;
        };
    }

    private int late() {
        try {
            return end.await(1, TimeUnit.MINUTES) ? 500 : 501;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 502;
        }
    }

    /** It is gone no more. */
    void comeBack() {
        isBack = true;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What it took there. */
    List<Told> taken(String path) {
        return told(path).stream().filter(it -> it.status() < 300).toList();
    }

    /** Everything that came there. */
    List<Told> told(String path) {
        return told.stream().filter(it -> it.path().equals(path)).toList();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
