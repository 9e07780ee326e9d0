package io.florin.sandbox;

import io.florin.node.membership.Role;
import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeCommand;
import io.florin.sandbox.terminal.Terminal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./florin up}: PostgreSQL, Kafka, the nodes, and the watch over all until somebody ends it.
 *
 * <p>Everything that was started is ended by one shutdown hook, whatever ends this process: Ctrl-C,
 * SIGTERM, or a failure. Only SIGKILL leaves something behind, and the next start clears it up.
 */
final class Up {
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final int ALL_HEAPS_MEBIBYTES = 2048;

    private final Options options;
    private final String nodeClass;
    private final Care care;
    private final Terminal terminal;

    /**
     * @param nodeClass the main class of a node's process
     * @param care of what is started
     */
    Up(Options options, String nodeClass, Care care, Terminal terminal) {
        this.care = care;
        this.options = options;
        this.nodeClass = nodeClass;
        this.terminal = terminal;
    }

    /** Returns only by an exception. */
    void run() {
        var places = places();
        var addresses = List.copyOf(places.keySet());
        var data = new DataFolder(options.data());
        data.requireLock();
        if (options.fresh()) data.empty(terminal);
        data.endLeftovers(terminal);
        addresses.forEach(NodeAddress::requireFree);

        var household = new Household(data, terminal, care);
        Runtime.getRuntime().addShutdownHook(new Thread(household::end, "end"));
        terminal.say("Starting PostgreSQL and Kafka.");
        var kafka = household.startKafka();
        var database = household.startPostgres().address();
        var providers = household.startProviders(edges(places));
        var command =
                new NodeCommand(
                        nodeClass,
                        database,
                        kafka.address(),
                        data.operatorKey(),
                        data.identitySecret(),
                        addresses,
                        Options.apps(),
                        ALL_HEAPS_MEBIBYTES / places.size(),
                        providers.settings(),
                        providers.secrets());
        terminal.say(addresses.size() == 1 ? "Starting the node." : "Starting the nodes.");
        var nodes =
                places.entrySet().stream()
                        .map(each ->
                                household.startNode(
                                        each.getKey(), command.withRoles(each.getValue())))
                        .toList();
        nodes.forEach(node -> node.awaitReady(READY_LIMIT));
        kafka.awaitServing();
        announce(places, command, data, providers);
        household.watch(command.database());
    }

    /** The nodes with their roles, in the order of their numbers. */
    private Map<NodeAddress, Set<Role>> places() {
        var places = new LinkedHashMap<NodeAddress, Set<Role>>();
        for (var roles : options.nodes()) {
            places.put(NodeAddress.numbered(places.size() + 1, options.ports()), roles);
        }
        return places;
    }

    private static List<URI> edges(Map<NodeAddress, Set<Role>> places) {
        return places.entrySet().stream()
                .filter(each -> isEdge(each.getValue()))
                .map(each -> each.getKey().edge())
                .toList();
    }

    private static boolean isEdge(Set<Role> roles) {
        return roles.contains(Role.EDGE);
    }

    private void announce(
            Map<NodeAddress, Set<Role>> nodes,
            NodeCommand command,
            DataFolder data,
            Providers providers) {
        terminal.announce("Florin is ready.");
        nodes.forEach((node, roles) -> {
            if (isEdge(roles)) terminal.print("  edge        " + node.edge());
            terminal.print("  management  " + node.management());
            terminal.print("  metrics     " + node.metrics());
        });
        terminal.print("  database    " + command.database().jdbcUrl());
        terminal.print("  kafka       " + command.kafka());
        providers
                .addresses()
                .forEach((name, address) ->
                        terminal.print("  simulated   %s at %s".formatted(name, address)));
        terminal.print("  operator    X-Api-Key: " + command.operatorKey());
        terminal.print("  data        " + data.path());
        terminal.print("Ctrl-C ends it.");
    }
}
