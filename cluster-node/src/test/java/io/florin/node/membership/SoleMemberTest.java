package io.florin.node.membership;

import static org.awaitility.Awaitility.await;

import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SoleMemberTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LONGER_THAN_ITS_LIFE = Duration.ofSeconds(2);
    private static final String SETTINGS =
            """
            pekko.remote.artery.canonical.port = 0
            florin.lease.heartbeat-timeout = 1 s
            florin.lease.heartbeat-interval = 200 ms
            """;

    private final ActorTestKit one = ActorTestKit.create("florin", POSTGRES.config(SETTINGS));
    private final ActorTestKit other = ActorTestKit.create("florin", POSTGRES.config(SETTINGS));

    @BeforeAll
    static void makeTables() {
        POSTGRES.open().close();
    }

    @AfterEach
    void close() {
        other.shutdownTestKit();
        one.shutdownTestKit();
    }

    @Test
    void aNodeHoldsTheLeaseWhileItIsAlone() {
        SoleMember.start(one.system());
        var founder = Cluster.get(one.system());
        founder.manager().tell(Join.create(founder.selfMember().address()));
        await().atMost(LIMIT).until(this::isHeld);
        await().during(LONGER_THAN_ITS_LIFE).atMost(LIMIT).until(this::isHeld);

        var joining = Cluster.get(other.system());
        joining.manager().tell(Join.create(founder.selfMember().address()));
        await().atMost(LIMIT).until(this::isReleased);
        var both =
                Stream.of(founder, joining)
                        .map(cluster -> cluster.selfMember().uniqueAddress())
                        .collect(Collectors.toSet());
        await().atMost(LIMIT)
                .until(() -> Part.of(founder.state()).equals(new Part(both, Set.of())));

        await().atMost(LIMIT).until(() -> joining.selfMember().status() == MemberStatus.up());
        joining.manager().tell(Leave.create(joining.selfMember().address()));
        await().atMost(LIMIT).until(this::isHeld);
    }

    private boolean isHeld() {
        return POSTGRES.count("select count(*) from lease where until > clock_timestamp()") == 1;
    }

    /** What is over is still there. */
    private boolean isReleased() {
        return POSTGRES.count("select count(*) from lease where until < clock_timestamp()") == 1;
    }
}
