package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.release.Release;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes with nothing but their presence, on one database. */
class PresenceTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Release NOW = Release.parse("1.2.0");
    private static final String SETTINGS =
            """
            pekko.remote.artery.canonical.port = 0
            pekko.coordinated-shutdown.exit-jvm = off
            florin.membership {
              refresh-every-millis = 200, stale-after-millis = 1000, stranger-limit-millis = 1500
            }
            """;

    private final List<Being> beings = new ArrayList<>();
    private Database database;

    /** One node. */
    private record Being(ActorTestKit kit, Presence presence) {
        Cluster cluster() {
            return Cluster.get(kit.system());
        }

        void joins(Being other) {
            cluster().manager().tell(Join.create(other.cluster().selfMember().address()));
        }

        boolean hasEntered() {
            return presence.standing().entered();
        }

        boolean hasEnded() {
            return kit.system().getWhenTerminated().toCompletableFuture().isDone();
        }

        String trouble() {
            return presence.standing().trouble().orElse("");
        }
    }

    @BeforeEach
    void open() {
        database = POSTGRES.open();
        POSTGRES.execute("truncate cluster_node");
    }

    @AfterEach
    void close() {
        beings.forEach(being -> being.kit().shutdownTestKit());
        database.close();
    }

    private Being begin() {
        return begin(NOW, InstantSource.system());
    }

    private Being begin(Release release, InstantSource clock) {
        var config = POSTGRES.config(SETTINGS);
        var kit = ActorTestKit.create("florin", config);
        var candidate = Candidate.from(config, Set.of("default"));
        var presence =
                Presence.start(
                        kit.system(),
                        new Presence.Ground(
                                database,
                                new Candidate(
                                        candidate.address(),
                                        release,
                                        candidate.apps(),
                                        candidate.seeds()),
                                MembershipSettings.from(config),
                                clock,
                                Thread::startVirtualThread));
        var being = new Being(kit, presence);
        beings.add(being);
        return being;
    }

    private Being found() {
        var founder = begin();
        founder.joins(founder);
        await().atMost(LIMIT).until(founder::hasEntered);
        return founder;
    }

    private static long rows() {
        return POSTGRES.count("select count(*) from cluster_node");
    }

    @Test
    void aNodeIsThereFromItsStartEntersWhenItIsUpAndLeavesInOrder() {
        var one = begin();
        await().atMost(LIMIT).until(() -> rows() == 1);
        assertThat(one.hasEntered()).isFalse();
        one.joins(one);
        await().atMost(LIMIT).until(one::hasEntered);
        assertThat(one.trouble()).isEmpty();
        assertThat(one.presence().standing().clockIsRight()).isTrue();

        var two = begin();
        two.joins(one);
        await().atMost(LIMIT).until(two::hasEntered);
        assertThat(rows()).isEqualTo(2);

        two.kit().system().terminate();
        await().atMost(LIMIT).until(two::hasEnded);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aSecondClusterEndsBeforeItHasEntered() {
        var one = found();
        var other = begin();
        other.joins(other);
        await().atMost(LIMIT).until(other::hasEnded);
        assertThat(other.hasEntered()).isFalse();
        assertThat(other.trouble()).contains("two clusters");
        var reason = CoordinatedShutdown.get(other.kit().system()).getShutdownReason();
        assertThat(reason)
                .hasValueSatisfying(why -> assertThat(why).isInstanceOf(NotAdmitted.class));
        assertThat(one.hasEnded()).isFalse();
        assertThat(one.trouble()).isEmpty();
    }

    @Test
    void ofTwoThatAreFoundedAtTheSameTimeOneGoesOn() {
        var one = begin();
        var other = begin();
        one.joins(one);
        other.joins(other);
        await().atMost(LIMIT).until(() -> one.hasEnded() || other.hasEnded());
        var left = one.hasEnded() ? other : one;
        await().during(Duration.ofSeconds(1))
                .atMost(LIMIT)
                .until(() -> left.hasEntered() && !left.hasEnded());
    }

    @Test
    void theRowOfADeadNodeIsWaitedFor() {
        POSTGRES.execute(
                """
                insert into cluster_node (began_at, entered_at, seen_at, address, incarnation, release, apps)
                values (now(), now(), clock_timestamp(), 'dead:1', 'dead:1#x', '1.2.0', '{}')
                """);
        var one = begin();
        one.joins(one);
        await().atMost(LIMIT).until(() -> one.trouble().contains("node at dead:1"));
        assertThat(one.hasEntered()).isFalse();
        await().atMost(LIMIT).until(one::hasEntered);
        assertThat(one.trouble()).isEmpty();
    }

    /** As after an outage of the database, in which the rows of the first had become stale. */
    @Test
    void whereTwoHaveEnteredTheYoungerEnds() {
        var one = found();
        POSTGRES.execute("update cluster_node set entered_at = null");
        var other = found();
        assertThat(one.hasEnded()).isFalse();
        POSTGRES.execute("update cluster_node set entered_at = began_at where entered_at is null");
        await().atMost(LIMIT).until(other::hasEnded);
        assertThat(other.trouble()).contains("two clusters");
        await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> !one.hasEnded());
        assertThat(one.trouble()).isEmpty();
    }

    @Test
    void aMemberOfAReleaseTooFarAwayEnds() {
        var one = found();
        var other = begin(Release.parse("1.4.0"), InstantSource.system());
        other.joins(one);
        await().atMost(LIMIT).until(other::hasEnded);
        assertThat(other.trouble()).contains("1.4.0", "1.2.0");
        assertThat(one.hasEnded()).isFalse();
    }

    @Test
    void aClockThatIsOffIsTold() {
        var one = begin(NOW, () -> Instant.now().plusSeconds(20));
        await().atMost(LIMIT).until(() -> !one.presence().standing().clockIsRight());
        assertThat(one.presence().standing().clock()).contains("ahead of the database's");
    }

    @Test
    void aNodeWithoutItsRowEntersAgain() {
        var one = found();
        POSTGRES.execute("truncate cluster_node");
        await().atMost(LIMIT)
                .until(() ->
                        POSTGRES.count(
                                        "select count(*) from cluster_node where entered_at is not"
                                                + " null")
                                == 1);
        assertThat(one.hasEntered()).isTrue();
    }
}
