package io.florin.sandbox.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The part of the Kubernetes API that a pod of Florin may use: the list of the pods of its
 * namespace, over HTTPS, for who has the token, chosen by labels.
 */
public final class ApiServer implements AutoCloseable {
    public static final String NAMESPACE = "florin";

    /** As long as a real one, and without a newline. */
    public static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9." + "Zmxvcmlu".repeat(90) + ".c2ln";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpsServer server;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile List<Pod> pods = List.of();
    private volatile boolean allowed = true;

    private ApiServer(HttpsServer server) {
        this.server = server;
    }

    /** On any port of 127.0.0.1. */
    public static ApiServer start(SSLContext identity) throws IOException {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpsServer.create(anyPort, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var api = new ApiServer(server);
        server.createContext("/", api::answer);
        server.start();
        return api;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** From now on the namespace has these. */
    public void list(Stream<Pod> listed) {
        pods = listed.toList();
    }

    /** From now on no Role allows the pods' ServiceAccount to list pods. */
    public void forbid() {
        allowed = false;
    }

    /** Requests without the token, and for what Florin has no business with. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var path = "/api/v1/namespaces/%s/pods".formatted(NAMESPACE);
            var header = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer " + TOKEN).equals(header)) {
                complaints.add("Authorization: " + header);
                send(exchange, 401, failure(401, "Unauthorized", "Unauthorized"));
            } else if (!exchange.getRequestMethod().equals("GET") || !uri.getPath().equals(path)) {
                complaints.add(exchange.getRequestMethod() + " " + uri);
                send(exchange, 404, failure(404, "NotFound", "the server could not find it"));
            } else if (!allowed) {
                send(exchange, 403, failure(403, "Forbidden", forbidden()));
            } else {
                send(exchange, 200, podList(query(uri)));
            }
        }
    }

    private static String forbidden() {
        return ("pods is forbidden: User \"system:serviceaccount:%1$s:florin\" cannot list resource"
                        + " \"pods\" in API group \"\" in the namespace \"%1$s\"")
                .formatted(NAMESPACE);
    }

    private static ObjectNode failure(int code, String reason, String message) {
        var status = JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Failure")
                .put("message", message)
                .put("reason", reason)
                .put("code", code);
    }

    private ObjectNode podList(Map<String, String> query) {
        var list = JSON.createObjectNode().put("kind", "PodList").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", "734519");
        var items = list.putArray("items");
        var selector = query.getOrDefault("labelSelector", "");
        pods.stream()
                .filter(pod -> selector.isEmpty() || selector.equals("app=" + pod.app()))
                .forEach(pod -> items.add(pod.json()));
        return list;
    }

    private static Map<String, String> query(URI uri) {
        return Stream.of(uri.getQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body)
            throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
