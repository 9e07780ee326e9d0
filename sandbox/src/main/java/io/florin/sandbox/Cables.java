package io.florin.sandbox;

import static java.util.Objects.requireNonNull;

import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.wire.Link;
import io.florin.sandbox.wire.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cables between nodes, and from each node to the database: a proxy listens at every node's
 * canonical address, the node itself beside it, and callers are known by the host that they call
 * from.
 */
final class Cables implements AutoCloseable {
    private static final Link SOMEBODY_ELSE = new Link();

    private final List<NodeAddress> nodes;
    private final Map<String, Link> links = new HashMap<>();
    private final List<Link> toDatabase = new ArrayList<>();
    private final List<Proxy> proxies = new ArrayList<>();
    private final List<Proxy> databaseProxies = new ArrayList<>();

    private Cables(List<NodeAddress> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    static Cables lay(List<NodeAddress> nodes, Address database) {
        var cables = new Cables(nodes);
        for (var to : nodes) cables.layTo(to);
        for (var _ : nodes) cables.layToDatabase(database);
        return cables;
    }

    private void layTo(NodeAddress to) {
        var byCaller = new HashMap<InetAddress, Link>();
        for (var from : nodes) {
            byCaller.put(
                    host(from.host()),
                    links.computeIfAbsent(name(from.host(), to.host()), _ -> new Link()));
        }
        proxies.add(
                Proxy.start(
                        place(to.host(), to.ports().remoting()),
                        place(to.host(), boundPort(to)),
                        caller -> byCaller.getOrDefault(caller, SOMEBODY_ELSE)));
    }

    private void layToDatabase(Address database) {
        var link = new Link();
        toDatabase.add(link);
        databaseProxies.add(
                Proxy.start(place("127.0.0.1", 0), place("127.0.0.1", database.port()), _ -> link));
    }

    /** Where the node itself listens; the port of its address is the proxy's. */
    private static int boundPort(NodeAddress node) {
        return node.ports().remoting() + 1;
    }

    private static InetSocketAddress place(String host, int port) {
        return new InetSocketAddress(host(host), port);
    }

    private static InetAddress host(String host) {
        return InetAddress.ofLiteral(host);
    }

    private static String name(String from, String to) {
        return from + " to " + to;
    }

    /** What a node, counted from 1, has to be told. */
    Map<String, String> settings(int number, Address database) {
        var node = nodes.get(number - 1);
        var databasePort = databaseProxies.get(number - 1).port();
        return Map.of(
                "pekko.remote.artery.bind.hostname",
                node.host(),
                "pekko.remote.artery.bind.port",
                Integer.toString(boundPort(node)),
                "pekko.remote.artery.advanced.tcp.outbound-client-hostname",
                node.host(),
                "florin.database.url",
                new Address(databasePort, database.user(), database.password()).jdbcUrl());
    }

    /** On which the first sends to the second. */
    Link between(int from, int to) {
        var name = name(nodes.get(from - 1).host(), nodes.get(to - 1).host());
        return requireNonNull(links.get(name), name);
    }

    Link toDatabase(int node) {
        return toDatabase.get(node - 1);
    }

    @Override
    public void close() {
        links.values().forEach(Link::mend);
        toDatabase.forEach(Link::mend);
        proxies.forEach(Proxy::close);
        databaseProxies.forEach(Proxy::close);
    }
}
