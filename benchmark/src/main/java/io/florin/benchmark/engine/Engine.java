package io.florin.benchmark.engine;

import io.florin.benchmark.server.BenchServer.Database;
import io.florin.node.projection.ReadSide;
import io.florin.node.wallet.JournalMemory;
import io.florin.node.wallet.ShardedWallets;
import io.florin.node.wallet.WalletSettings;
import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.journal.JournalStats;
import io.florin.persistence.ledger.SubmittedJobs;
import io.florin.protocol.wallet.Wallets;
import io.florin.sandbox.terminal.CommandFailed;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.jspecify.annotations.Nullable;

/** One node's wallets, journal and read side in this process, as the node wires them. */
final class Engine implements AutoCloseable {
    private static final int END_LIMIT_SECONDS = 60;
    private static final int DRAIN_LIMIT_SECONDS = 120;
    private static final int POLL_MILLIS = 50;

    /** Longer than the settle delay and a write: then nobody has anything left to say. */
    private static final int QUIET_POLLS = 8;

    private final ActorSystem<Void> system;
    private final JournalEngine journal;
    private final ShardedWallets wallets;
    private final @Nullable ReadSide readSide;

    private Engine(
            ActorSystem<Void> system,
            JournalEngine journal,
            ShardedWallets wallets,
            @Nullable ReadSide readSide) {
        this.system = system;
        this.journal = journal;
        this.wallets = wallets;
        this.readSide = readSide;
    }

    static Engine start(EngineSettings settings, Database database) {
        var config = settings.config(database);
        var system = ActorSystem.<Void>create(Behaviors.empty(), "florin", config);
        var clock = InstantSource.system();
        var journal = JournalEngine.get(system);
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        var memory = new JournalMemory(journal.names(), journal::confirm);
        var wallets =
                ShardedWallets.start(
                        ClusterSharding.get(system), WalletSettings.from(config), memory, clock);
        @Nullable ReadSide readSide =
                settings.readSide()
                        ? ReadSide.start(
                                system,
                                journal.database(),
                                SubmittedJobs.NOBODYS,
                                wallets::wake,
                                clock)
                        : null;
        return new Engine(system, journal, wallets, readSide);
    }

    Wallets wallets() {
        return wallets;
    }

    JournalStats stats() {
        return journal.stats();
    }

    /** Waits until nothing is written any more and the read side has seen all. */
    void drain() {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_LIMIT_SECONDS);
        long events = -1;
        int quiet = 0;
        while (quiet < QUIET_POLLS) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new CommandFailed("The engine has not come to rest; see its log.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
            var stats = stats();
            boolean rests = stats.events() == events && stats.writesWaiting() == 0 && isProjected();
            quiet = rests ? quiet + 1 : 0;
            events = stats.events();
        }
    }

    private boolean isProjected() {
        if (readSide == null) return true;
        try {
            return readSide.ledger()
                            .lagMillis()
                            .toCompletableFuture()
                            .get(END_LIMIT_SECONDS, TimeUnit.SECONDS)
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailed("The read side's lag is not known: " + e, e);
        }
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated()
                    .toCompletableFuture()
                    .get(END_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailed("The engine does not end: " + e, e);
        }
    }
}
