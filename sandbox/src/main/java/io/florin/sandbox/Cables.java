package io.florin.sandbox;

import static java.util.Objects.requireNonNull;

import io.florin.sandbox.kafka.Listener;
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
import java.util.stream.IntStream;

/**
 * The cables between nodes, and from each node to the database and to the broker: a proxy listens
 * at every node's canonical address, the node itself beside it, and callers are known by the host
 * that they call from. The broker has a listener for each node and is found by it at the node's
 * proxy: Kafka's clients go on to wherever the broker says it is.
 */
final class Cables implements AutoCloseable {
    private static final Link SOMEBODY_ELSE = new Link("somebody else");

    private final List<NodeAddress> nodes;
    private final Map<String, Link> links = new HashMap<>();
    private final List<Link> toDatabase = new ArrayList<>();
    private final List<Proxy> proxies = new ArrayList<>();
    private final List<Proxy> databaseProxies = new ArrayList<>();
    private final List<Link> toBroker = new ArrayList<>();
    private final List<Proxy> brokerProxies = new ArrayList<>();

    private Cables(List<NodeAddress> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    static Cables lay(List<NodeAddress> nodes, Address database) {
        var cables = new Cables(nodes);
        for (var to : nodes) cables.layTo(to);
        for (var from : nodes) cables.layToDatabase(from, database);
        for (var from : nodes) cables.layToBroker(from);
        return cables;
    }

    private void layTo(NodeAddress to) {
        var byCaller = new HashMap<InetAddress, Link>();
        for (var from : nodes) {
            byCaller.put(
                    host(from.host()),
                    links.computeIfAbsent(name(from.host(), to.host()), Link::new));
        }
        proxies.add(
                Proxy.start(
                        place(to.host(), to.ports().remoting()),
                        place(to.host(), boundPort(to)),
                        caller -> byCaller.getOrDefault(caller, SOMEBODY_ELSE)));
    }

    private void layToDatabase(NodeAddress from, Address database) {
        var link = new Link(name(from.host(), "PostgreSQL"));
        toDatabase.add(link);
        databaseProxies.add(
                Proxy.start(place("127.0.0.1", 0), place("127.0.0.1", database.port()), _ -> link));
    }

    private void layToBroker(NodeAddress from) {
        var link = new Link(name(from.host(), "Kafka"));
        var broker = place(from.host(), brokerPort(toBroker.size()));
        toBroker.add(link);
        brokerProxies.add(Proxy.start(place(from.host(), 0), broker, _ -> link));
    }

    /** Where the broker listens for a node, counted from 0: Kafka wants a port for each. */
    private int brokerPort(int i) {
        return nodes.get(i).ports().remoting() + 2 + i;
    }

    /** Those that the broker has to have; it has not been started yet when cables are laid. */
    List<Listener> brokerListeners() {
        return IntStream.range(0, nodes.size()).mapToObj(this::brokerListener).toList();
    }

    private Listener brokerListener(int i) {
        var node = nodes.get(i);
        return new Listener(node.host(), brokerPort(i), brokerProxies.get(i).port());
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
                new Address(databasePort, database.user(), database.password()).jdbcUrl(),
                "florin.kafka.bootstrap-servers",
                node.host() + ":" + brokerProxies.get(number - 1).port());
    }

    /** On which the first sends to the second. */
    Link between(int from, int to) {
        var name = name(nodes.get(from - 1).host(), nodes.get(to - 1).host());
        return requireNonNull(links.get(name), name);
    }

    Link toDatabase(int node) {
        return toDatabase.get(node - 1);
    }

    Link toBroker(int node) {
        return toBroker.get(node - 1);
    }

    @Override
    public void close() {
        links.values().forEach(Link::mend);
        toDatabase.forEach(Link::mend);
        toBroker.forEach(Link::mend);
        proxies.forEach(Proxy::close);
        databaseProxies.forEach(Proxy::close);
        brokerProxies.forEach(Proxy::close);
    }
}
