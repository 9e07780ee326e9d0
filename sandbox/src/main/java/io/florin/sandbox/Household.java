package io.florin.sandbox;

import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeCommand;
import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and the nodes, started again when they die, ended together.
 *
 * <p>The methods that start something and {@link #end} exclude each other: whatever is being
 * started when the end comes is there to be ended.
 */
final class Household {
    private static final Duration NODE_STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);

    /** Time for a person who stops PostgreSQL by hand to start it again by hand. */
    private static final Duration POSTGRES_GRACE = Duration.ofSeconds(15);

    private static final int DEATHS_MAX = 5;
    private static final Duration DEATHS_WINDOW = Duration.ofMinutes(1);

    private sealed interface Happening {
        record NodeEnded(NodeProcess node) implements Happening {}

        record PostgresEnded(PostgresServer server) implements Happening {}

        record PostgresDue() implements Happening {}
    }

    private final DataFolder data;
    private final Progress progress;
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final Map<NodeAddress, NodeProcess> nodes = new LinkedHashMap<>();
    private final Deque<Long> deathsNanos = new ArrayDeque<>();
    private @Nullable Providers providers;
    private boolean postgresStarted;
    private volatile boolean ending;

    Household(DataFolder data, Progress progress) {
        this.data = data;
        this.progress = progress;
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
        var _ = node.ended().thenAccept(ended -> happenings.add(new Happening.NodeEnded(ended)));
        return node;
    }

    /** Reports and mends deaths until this process is ended; returns only by an exception. */
    void watch(NodeCommand command) {
        try {
            while (true) {
                switch (happenings.take()) {
                    case Happening.NodeEnded(var node) -> mend(node, command);
                    case Happening.PostgresEnded(var server) -> report(server);
                    case Happening.PostgresDue() -> mendPostgres(command);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    private void mend(NodeProcess node, NodeCommand command) {
        if (ending) return;
        if (diesTooOften()) {
            throw new CommandFailed(
                    node.obituary()
                            + " That was death number %d within a minute."
                                    .formatted(deathsNanos.size()));
        }
        progress.say(node.obituary() + " Starting it again.");
        var successor = startNode(node.address(), command);
        Thread.ofVirtual().name("await-" + node.address().host()).start(() -> welcome(successor));
    }

    private void welcome(NodeProcess node) {
        try {
            node.awaitReady(READY_LIMIT);
            progress.say("The node at %s is ready again.".formatted(node.address().host()));
        } catch (CommandFailed e) {
            if (!ending) progress.say(e.sentence());
        }
    }

    private boolean diesTooOften() {
        var now = System.nanoTime();
        deathsNanos.addLast(now);
        deathsNanos.removeIf(death -> now - death > DEATHS_WINDOW.toNanos());
        return deathsNanos.size() > DEATHS_MAX;
    }

    private void report(PostgresServer server) {
        if (ending) return;
        progress.say(
                "PostgreSQL (process %d) has ended; it is started again in %d s."
                        .formatted(server.pid(), POSTGRES_GRACE.toSeconds()));
        CompletableFuture.delayedExecutor(POSTGRES_GRACE.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> happenings.add(new Happening.PostgresDue()));
    }

    private void mendPostgres(NodeCommand command) {
        if (ending) return;
        var server = startPostgres();
        if (!server.address().equals(command.database())) {
            throw new CommandFailed(
                    "PostgreSQL is back at %s and the nodes look for it at %s; start again."
                            .formatted(server.address(), command.database()));
        }
        progress.say("PostgreSQL is back (process %d).".formatted(server.pid()));
    }

    /** Ends the nodes, then PostgreSQL. Later calls find nothing to do. */
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
