package io.florin.sandbox.node;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** One node's host on the loopback network, and its ports. */
public record NodeAddress(String host, Ports ports) {

    /**
     * The same for every node: their hosts differ.
     *
     * @param http the edge
     * @param management Pekko Management, read-only
     * @param remoting between nodes
     * @param metrics the page for Prometheus
     */
    public record Ports(int http, int management, int remoting, int metrics) {
        public static final Ports DEFAULT = new Ports(8080, 7626, 17_355, 9095);

        public Ports withHttp(int port) {
            return new Ports(port, management, remoting, metrics);
        }

        public Ports withManagement(int port) {
            return new Ports(http, port, remoting, metrics);
        }

        public Ports withRemoting(int port) {
            return new Ports(http, management, port, metrics);
        }

        public Ports withMetrics(int port) {
            return new Ports(http, management, remoting, port);
        }
    }

    /** Node 1 lives on 127.0.0.1, node 2 on 127.0.0.2, and so on. */
    public static NodeAddress numbered(int number, Ports ports) {
        return new NodeAddress("127.0.0." + number, ports);
    }

    public URI edge() {
        return URI.create("http://%s:%d".formatted(host, ports.http()));
    }

    public URI management() {
        return URI.create("http://%s:%d".formatted(host, ports.management()));
    }

    /** The page that Prometheus reads. */
    public URI metrics() {
        return URI.create("http://%s:%d/metrics".formatted(host, ports.metrics()));
    }

    /** As the cluster knows it. */
    public String seed() {
        return "pekko://florin@%s:%d".formatted(host, ports.remoting());
    }

    /** Refuses ports that somebody else listens on, before anything is started. */
    public void requireFree() {
        requireFree(ports.http(), "--port");
        requireFree(ports.management(), "--management-port");
        requireFree(ports.remoting(), "--remoting-port");
        requireFree(ports.metrics(), "--metrics-port");
    }

    private void requireFree(int port, String option) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(host))) {
            assert socket.isBound();
        } catch (BindException _) {
            throw new CommandFailed(
                    "Port %d on %s is taken; end what uses it or choose another with %s."
                            .formatted(port, host, option));
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot listen on %s:%d: %s.".formatted(host, port, e.getMessage()), e);
        }
    }
}
