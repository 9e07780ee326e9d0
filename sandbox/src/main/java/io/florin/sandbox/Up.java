package io.florin.sandbox;

import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeCommand;
import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

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
    private final Terminal terminal;

    /**
     * @param nodeClass the main class of a node's process
     */
    Up(Options options, String nodeClass, Terminal terminal) {
        this.options = options;
        this.nodeClass = nodeClass;
        this.terminal = terminal;
    }

    /** Returns only by an exception. */
    void run() {
        var addresses =
                IntStream.rangeClosed(1, options.nodes())
                        .mapToObj(number -> NodeAddress.numbered(number, options.ports()))
                        .toList();
        var data = new DataFolder(options.data());
        data.requireLock();
        if (options.fresh()) data.empty(terminal);
        data.endLeftovers(terminal);
        addresses.forEach(NodeAddress::requireFree);

        var household = new Household(data, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(household::end, "end"));
        terminal.say("Starting PostgreSQL and Kafka.");
        var kafka = household.startKafka();
        var database = household.startPostgres().address();
        var providers =
                household.startProviders(addresses.stream().map(NodeAddress::edge).toList());
        var command =
                new NodeCommand(
                        nodeClass,
                        database,
                        kafka.address(),
                        data.operatorKey(),
                        data.identitySecret(),
                        addresses,
                        Options.apps(),
                        ALL_HEAPS_MEBIBYTES / options.nodes(),
                        providers.settings(),
                        providers.secrets());
        terminal.say(addresses.size() == 1 ? "Starting the node." : "Starting the nodes.");
        var nodes = addresses.stream().map(a -> household.startNode(a, command)).toList();
        nodes.forEach(node -> node.awaitReady(READY_LIMIT));
        kafka.awaitServing();
        announce(nodes, command, data, providers);
        household.watch(database);
    }

    private void announce(
            List<NodeProcess> nodes, NodeCommand command, DataFolder data, Providers providers) {
        terminal.announce("Florin is ready.");
        for (var node : nodes) {
            terminal.print("  edge        " + node.address().edge());
            terminal.print("  management  " + node.address().management());
            terminal.print("  metrics     " + node.address().metrics());
        }
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
