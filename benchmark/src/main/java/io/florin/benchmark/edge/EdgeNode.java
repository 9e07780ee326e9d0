package io.florin.benchmark.edge;

import io.florin.benchmark.engine.EngineSettings;
import io.florin.benchmark.server.BenchServer.Database;
import io.florin.node.Node;
import io.florin.node.NodeNotStarted;
import io.florin.node.wallet.JournalMemory;
import io.florin.node.wallet.ShardedWallets;
import io.florin.node.wallet.WalletSettings;
import io.florin.persistence.journal.JournalEngine;
import io.florin.protocol.wallet.Wallets;
import io.florin.sandbox.terminal.CommandFailed;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/**
 * A node in this process as {@code Main} starts it, and a door of ours to its wallets: sharding of
 * wallets has begun, so a second door leads to the same actors.
 */
record EdgeNode(Node node, Wallets wallets) implements AutoCloseable {
    /** The operator's key of the configuration. */
    static final String OPERATOR_KEY = "operator-key-of-the-benchmark";

    private static final int END_LIMIT_SECONDS = 60;

    /** Of every call, but no benchmark may meet its end. */
    private static final int MANY = 1_000_000;

    static EdgeNode start(EngineSettings settings, Database database) {
        var config =
                settings.with("florin.http.port", 0)
                        .with("florin.http.operator-key", OPERATOR_KEY)
                        .with("florin.http.rate-limits.login.limit", 0)
                        .with("florin.http.rate-limits.register.limit", 0)
                        .with("florin.http.rate-limits.default.limit", MANY)
                        .with("florin.identity.secret", "the secret of an installation for an hour")
                        .with("florin.identity.access-token-seconds", 86_400)
                        .with("pekko.management.http.port", 0)
                        .with("florin.metrics.port", 0)
                        .config(database);
        try {
            var node = Node.start(config);
            var journal = JournalEngine.get(node.system());
            var wallets =
                    ShardedWallets.start(
                            ClusterSharding.get(node.system()),
                            WalletSettings.from(config),
                            new JournalMemory(journal.names(), journal::confirm),
                            InstantSource.system());
            return new EdgeNode(node, wallets);
        } catch (NodeNotStarted e) {
            throw new CommandFailed("The node does not start: " + e.getMessage(), e);
        }
    }

    int port() {
        return node.edge().orElseThrow().address().getPort();
    }

    @Override
    public void close() {
        node.system().terminate();
        try {
            node.system()
                    .getWhenTerminated()
                    .toCompletableFuture()
                    .get(END_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailed("The node does not end: " + e, e);
        }
    }
}
