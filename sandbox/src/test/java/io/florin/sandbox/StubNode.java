package io.florin.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.florin.sandbox.node.ParentWatch;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A node without the node: ready as soon as it has been told everything a node has to know. */
final class StubNode {
    private StubNode() {}

    public static void main(String[] arguments) throws IOException {
        ParentWatch.begin();
        var host = told("pekko.management.http.hostname");
        var port = Integer.parseInt(told("pekko.management.http.port"));
        var server = HttpServer.create(new InetSocketAddress(host, port), 0);
        var status = knowsEverything() ? 200 : 503;
        server.createContext(
                "/ready",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        System.out.println("Listening on " + host);
    }

    private static boolean knowsEverything() {
        return told("florin.database.url").startsWith("jdbc:postgresql://127.0.0.1:")
                && told("florin.database.user").equals("florin")
                && told("florin.kafka.bootstrap-servers").startsWith("127.0.0.1:")
                && told("pekko.cluster.seed-nodes.0").startsWith("pekko://florin@127.0.0.")
                && Integer.parseInt(told("florin.http.port")) > 0
                && Integer.parseInt(told("pekko.remote.artery.canonical.port")) > 0
                && Integer.parseInt(told("florin.metrics.port")) > 0
                && System.getenv("CONFIG_FORCE_florin_database_password") != null
                && System.getenv("CONFIG_FORCE_florin_http_operator__key") != null;
    }

    private static String told(String key) {
        return System.getProperty(key, "");
    }
}
