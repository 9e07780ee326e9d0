package io.florin.node.session;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionId;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
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
    private static final String ALONE =
            """
            pekko.remote.artery.canonical.port = 0
            pekko.cluster.sharding.retry-interval = 200ms
            pekko.coordinated-shutdown.exit-jvm = off
            pekko.coordinated-shutdown.run-by-actor-system-terminate = off
            pekko.cluster.run-coordinated-shutdown-when-down = off
            """;

    private final ActorTestKit kit;

    LoneNode() {
        kit = ActorTestKit.create("florin", config(""));
    }

    private static Config config(String more) {
        return ConfigFactory.parseString(more + ALONE)
                .withFallback(PersistenceTestKitPlugin.config())
                .withFallback(PersistenceTestKitSnapshotPlugin.config())
                .withFallback(ConfigFactory.load());
    }

    /** A door of this node; the sessions live by the settings of the first. */
    ShardedSessions sessions(String settings) {
        var own = SessionSettings.from(config(settings));
        return ShardedSessions.start(
                system(),
                own,
                (_, _) -> CompletableFuture.completedFuture(List.of()),
                InstantSource.system());
    }

    /** Founds a cluster. */
    void join() {
        var cluster = Cluster.get(system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        await().until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
    }

    /** The sessions in memory. */
    Set<SessionId> awake() {
        var probe = kit.<CurrentShardRegionState>createTestProbe();
        ClusterSharding.get(system())
                .shardState()
                .tell(new GetShardRegionState(ShardedSessions.KEY, probe.ref()));
        return probe.receiveMessage().getShards().stream()
                .flatMap(shard -> shard.getEntityIds().stream())
                .map(SessionId::parse)
                .collect(Collectors.toSet());
    }

    List<SessionEvent> stored(SessionId session) {
        return PersistenceTestKit.create(system()).persistedInStorage("session|" + session).stream()
                .map(SessionEvent.class::cast)
                .toList();
    }

    ActorSystem<Void> system() {
        return kit.system();
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
