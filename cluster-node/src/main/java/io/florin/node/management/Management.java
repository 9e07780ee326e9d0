package io.florin.node.management;

import ch.qos.logback.classic.LoggerContext;
import io.florin.node.logging.LineEncoder;
import io.florin.node.logging.LogSettings;
import io.florin.node.wallet.ShardedWallets;
import io.florin.protocol.logging.LogLevels;
import java.time.InstantSource;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.LoggerFactory;

/** Begins what operators see of a node, before Pekko Management does. */
public final class Management {
    /** Types of entities that a node without their role has only a way to. */
    private static final Set<String> PROXIED = Set.of("wallet", "session", "rate");

    private Management() {}

    /** On every node, whatever its roles; the door to the log levels of all. */
    public static LogLevels start(
            ActorSystem<?> system, ShardedWallets wallets, InstantSource clock) {
        var loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        var self = NodeDesks.name(Cluster.get(system).selfMember().address());
        LineEncoder.setUp(loggers, LogSettings.from(system.settings().config()), self);
        var levels = new ChangedLevels(loggers);
        system.systemActorOf(
                NodeDesk.create(levels, wallets::livesHere, clock), "node-desk", Props.empty());
        var desks = new NodeDesks(system);
        var shards = new ShardMap(system, PROXIED);
        int numberOfShards = ClusterShardingSettings.create(system).numberOfShards();
        ManagementViews.get(system)
                .add("shards", new ShardsView(shards))
                .add(
                        "wallets",
                        new WalletView(shards, desks, ShardedWallets.KEY.name(), numberOfShards))
                .add("hot-wallets", new HotWalletsView(wallets::hottest))
                .add("threads", new ThreadsView())
                .add("log-levels", new LogLevelsView(levels));
        return desks;
    }
}
