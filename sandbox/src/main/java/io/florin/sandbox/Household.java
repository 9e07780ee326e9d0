package io.florin.sandbox;

import static java.util.Objects.requireNonNull;

import io.florin.sandbox.kafka.KafkaProcess;
import io.florin.sandbox.kafka.Listener;
import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeCommand;
import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka and the nodes, started again when they die, ended together.
 *
 * <p>The methods that start something and {@link #end} exclude each other: whatever is being
 * started when the end comes is there to be ended.
 */
final class Household {
    private static final Duration NODE_STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);

    /** Time for a person who stops PostgreSQL by hand to start it again by hand. */
    private static final Duration POSTGRES_GRACE = Duration.ofSeconds(15);

    /** Long enough to be felt by whoever tests what happens without Kafka. */
    private static final Duration KAFKA_PAUSE = Duration.ofSeconds(3);

    private sealed interface Happening {
        record NodeEnded(NodeProcess node) implements Happening {}

        record PostgresEnded(PostgresServer server) implements Happening {}

        record PostgresDue() implements Happening {}

        record KafkaEnded(KafkaProcess kafka) implements Happening {}

        record KafkaDue(String address) implements Happening {}
    }

    private final DataFolder data;
    private final Progress progress;
    private final Care care;
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final Map<NodeAddress, NodeProcess> nodes = new LinkedHashMap<>();
    private final Map<NodeAddress, NodeCommand> commands = new LinkedHashMap<>();
    private @Nullable KafkaProcess kafka;
    private @Nullable Providers providers;
    private boolean postgresStarted;
    private volatile boolean ending;

    Household(DataFolder data, Progress progress) {
        this(data, progress, Care.ofAll());
    }

    Household(DataFolder data, Progress progress, Care care) {
        this.data = data;
        this.progress = progress;
        this.care = care;
    }

    synchronized PostgresServer startPostgres() {
        requireNotEnding();
        postgresStarted = true;
        var server = PostgresServer.start(data.postgres(), progress);
        var _ =
                server.ended()
                        .thenAccept(ended -> happenings.add(new Happening.PostgresEnded(ended)));
        return server;
    }

    /** Ends PostgreSQL at once, as a crash would. */
    void crashPostgres() {
        PostgresServer.crashIn(data.postgres());
    }

    KafkaProcess startKafka() {
        return startKafka(List.of());
    }

    /** Returns at once; its address is known, and that it serves is waited for elsewhere. */
    synchronized KafkaProcess startKafka(List<Listener> further) {
        requireNotEnding();
        var started = KafkaProcess.start(data.kafka().with(further), progress);
        kafka = started;
        var _ =
                started.ended()
                        .thenAccept(ended -> happenings.add(new Happening.KafkaEnded(ended)));
        return started;
    }

    /** Ended after the nodes, which use them to their own end. */
    synchronized Providers startProviders(List<URI> edges) {
        requireNotEnding();
        var started = Providers.start(data, edges);
        providers = started;
        return started;
    }

    synchronized NodeProcess startNode(NodeAddress address, NodeCommand command) {
        requireNotEnding();
        var node = NodeProcess.start(address, command, data.nodes());
        nodes.put(address, node);
        commands.putIfAbsent(address, command);
        var _ = node.ended().thenAccept(this::ended);
        return node;
    }

    private void ended(NodeProcess node) {
        if (!ending) care.tell(node);
        happenings.add(new Happening.NodeEnded(node));
    }

    /** The newest process of a node that was started. */
    synchronized NodeProcess node(NodeAddress address) {
        return requireNonNull(nodes.get(address), "no node was started there");
    }

    /** The newest broker that was started. */
    synchronized KafkaProcess kafka() {
        return requireNonNull(kafka, "no broker was started");
    }

    /**
     * How to start a node again. While another serves, it may only join: cut off from the others,
     * the first of the seeds would found a second cluster on their database.
     */
    private NodeCommand again(NodeAddress address) {
        var command = command(address);
        return others(address).stream().anyMatch(NodeProcess::isReady)
                ? command.joining(address)
                : command;
    }

    private synchronized NodeCommand command(NodeAddress address) {
        return requireNonNull(commands.get(address), "no node was started there");
    }

    private synchronized List<NodeProcess> others(NodeAddress address) {
        return nodes.values().stream().filter(n -> !n.address().equals(address)).toList();
    }

    /**
     * Reports and mends deaths until this process is ended; returns only by an exception.
     *
     * @param database where the nodes look for it
     */
    void watch(Address database) {
        try {
            while (true) {
                switch (happenings.take()) {
                    case Happening.NodeEnded(var node) -> mend(node);
                    case Happening.PostgresEnded(var server) -> report(server);
                    case Happening.PostgresDue() -> mendPostgres(database);
                    case Happening.KafkaEnded(var ended) -> report(ended);
                    case Happening.KafkaDue(var address) -> mendKafka(address);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    private void mend(NodeProcess node) {
        if (ending) return;
        care.requireNotTooOften(node.obituary());
        progress.say(node.obituary() + " Starting it again.");
        var successor = startNode(node.address(), again(node.address()));
        var host = node.address().host();
        Thread.ofVirtual()
                .name("await-" + host)
                .start(() ->
                        welcome(
                                () -> successor.awaitReady(READY_LIMIT),
                                "The node at %s is ready again.".formatted(host)));
    }

    private void welcome(Runnable wait, String sentence) {
        try {
            wait.run();
            progress.say(sentence);
        } catch (CommandFailed e) {
            if (!ending) progress.say(e.sentence());
        }
    }

    private void report(PostgresServer server) {
        if (ending || !care.isOfServers()) return;
        progress.say(
                "PostgreSQL (process %d) has ended; it is started again in %d s."
                        .formatted(server.pid(), POSTGRES_GRACE.toSeconds()));
        later(POSTGRES_GRACE, new Happening.PostgresDue());
    }

    private void later(Duration delay, Happening happening) {
        CompletableFuture.delayedExecutor(delay.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> happenings.add(happening));
    }

    private void report(KafkaProcess ended) {
        if (ending || !care.isOfServers()) return;
        care.requireNotTooOften(ended.obituary());
        progress.say(
                "%s It is started again in %d s."
                        .formatted(ended.obituary(), KAFKA_PAUSE.toSeconds()));
        later(KAFKA_PAUSE, new Happening.KafkaDue(ended.address()));
    }

    private void mendKafka(String address) {
        if (ending) return;
        var successor = startKafka();
        if (!successor.address().equals(address)) {
            throw new CommandFailed(
                    "Kafka is back at %s and the nodes look for it at %s; start again."
                            .formatted(successor.address(), address));
        }
        Thread.ofVirtual()
                .name("await-kafka")
                .start(() -> welcome(successor::awaitServing, "Kafka is back."));
    }

    private void mendPostgres(Address database) {
        if (ending) return;
        var server = startPostgres();
        if (!server.address().equals(database)) {
            throw new CommandFailed(
                    "PostgreSQL is back at %s and the nodes look for it at %s; start again."
                            .formatted(server.address(), database));
        }
        progress.say("PostgreSQL is back (process %d).".formatted(server.pid()));
    }

    /** Ends the nodes, then Kafka and PostgreSQL. Later calls find nothing to do. */
    void end() {
        ending = true;
        endInOrder();
    }

    private synchronized void endInOrder() {
        if (!nodes.isEmpty()) {
            progress.say(nodes.size() == 1 ? "Ending the node." : "Ending the nodes.");
        }
        nodes.values().forEach(NodeProcess::requestEnd);
        var begun = System.nanoTime();
        for (var node : nodes.values()) {
            node.awaitEnd(NODE_STOP_LIMIT.minusNanos(System.nanoTime() - begun));
        }
        nodes.clear();
        if (providers != null) {
            providers.close();
            providers = null;
        }
        if (kafka != null) {
            progress.say("Stopping Kafka.");
            kafka.end();
            kafka = null;
        }
        if (postgresStarted) {
            progress.say("Stopping PostgreSQL.");
            PostgresServer.stopIn(data.postgres(), progress);
            postgresStarted = false;
        }
    }

    private void requireNotEnding() {
        if (ending) throw new CommandFailed("Ended while it was starting.");
    }
}
