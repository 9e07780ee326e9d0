package io.florin.node.wallet;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.florin.protocol.account.WalletId;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ShardRegion.CurrentShardRegionState;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/** A node as in production, but alone, with its journal in memory, and in no cluster at first. */
final class LoneNode implements AutoCloseable {
    private final ActorTestKit kit =
            ActorTestKit.create(
                    "florin",
                    ConfigFactory.parseString(
                                    """
                                    pekko.remote.artery.canonical.port = 0
                                    pekko.cluster.sharding {
                                      retry-interval = 200ms
                                      passivation.florin.idle-entity.timeout = 400ms
                                    }
                                    pekko.coordinated-shutdown {
                                      exit-jvm = off
                                      run-by-actor-system-terminate = off
                                    }
                                    pekko.cluster.run-coordinated-shutdown-when-down = off
                                    """)
                            .withFallback(PersistenceTestKitPlugin.config())
                            .withFallback(PersistenceTestKitSnapshotPlugin.config())
                            .withFallback(ConfigFactory.load()));

    private final StoredEvents stored = new StoredEvents(PersistenceTestKit.create(kit.system()));

    /** A door of this node; the wallets live by the settings of the first. */
    ShardedWallets wallets(long askTimeoutMillis, int maxInFlight) {
        var usual = WalletSettings.from(kit.system().settings().config());
        var settings =
                new WalletSettings(
                        usual.process(),
                        usual.role(),
                        usual.snapshotEveryEvents(),
                        usual.snapshotEveryMillis(),
                        askTimeoutMillis,
                        maxInFlight);
        return ShardedWallets.start(
                ClusterSharding.get(kit.system()), settings, stored, InstantSource.system());
    }

    /** Founds a cluster. */
    void join() {
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        await().until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
    }

    /** The wallets in memory. */
    Set<WalletId> awake() {
        var probe = kit.<CurrentShardRegionState>createTestProbe();
        ClusterSharding.get(kit.system())
                .shardState()
                .tell(new GetShardRegionState(ShardedWallets.KEY, probe.ref()));
        return probe.receiveMessage().getShards().stream()
                .flatMap(shard -> shard.getEntityIds().stream())
                .map(WalletId::parse)
                .collect(Collectors.toSet());
    }

    StoredEvents stored() {
        return stored;
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
