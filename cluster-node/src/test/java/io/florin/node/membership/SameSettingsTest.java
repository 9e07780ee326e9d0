package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.Test;

class SameSettingsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SETTINGS =
            """
            pekko.remote.artery.canonical.port = 0
            pekko.coordinated-shutdown.exit-jvm = off
            """;

    private static Config config(String more) {
        return ConfigFactory.parseString(more)
                .withFallback(ConfigFactory.parseString(SETTINGS))
                .withFallback(ConfigFactory.load());
    }

    @Test
    void aDifferenceIsNamedWithBothValues() {
        assertThat(SameSettings.differences(config(""), config(""))).isEmpty();
        assertThat(
                        SameSettings.differences(
                                config("florin.session.shards = 16"),
                                config("pekko.cluster.sharding.number-of-shards = 100")))
                .satisfiesExactly(
                        one -> assertThat(one).contains("number-of-shards is 64 there and 100"),
                        two -> assertThat(two).contains("session.shards is 16 there and 32"));
    }

    @Test
    void whatTheOtherReleaseDoesNotHaveIsNotCompared() {
        var older = config("").withoutPath("florin.session.shards");
        assertThat(SameSettings.differences(older, config("florin.session.shards = 1"))).isEmpty();
        assertThat(SameSettings.differences(config("florin.session.shards = 1"), older)).isEmpty();
    }

    @Test
    void aNodeWithOtherShardsEndsInsteadOfJoining() {
        var one = ActorTestKit.create("florin", config(""));
        try {
            var founder = Cluster.get(one.system());
            var address = founder.selfMember().address();
            founder.manager().tell(Join.create(address));
            await().atMost(LIMIT).until(() -> founder.selfMember().status() == MemberStatus.up());

            assertEnds("florin.limit.shards = 7\npekko.cluster.seed-nodes = [\"" + address + "\"]");
            assertThat(founder.state().getMembers()).hasSize(1);
        } finally {
            one.shutdownTestKit();
        }
    }

    private static void assertEnds(String settings) {
        var other = ActorTestKit.create("florin", config(settings));
        try {
            var end = other.system().getWhenTerminated().toCompletableFuture();
            await().atMost(LIMIT).until(end::isDone);
        } finally {
            other.shutdownTestKit();
        }
    }
}
