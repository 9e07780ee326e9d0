package io.florin.node.membership;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.apache.pekko.coordination.lease.javadsl.LeaseProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lease as the split-brain resolver gets it: by its configuration's path. */
class DatabaseLeaseTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String SETTINGS =
            """
            pekko.actor.provider = local
            plain.lease-class = "io.florin.node.membership.DatabaseLease"
            brief {
              lease-class = "io.florin.node.membership.DatabaseLease"
              heartbeat-timeout = 200 ms
              heartbeat-interval = 20 ms
            }
            """;

    private static final Duration FIVE_LIVES = Duration.ofSeconds(1);

    private static ActorTestKit node;

    @BeforeAll
    static void start() {
        node = ActorTestKit.create(POSTGRES.config(SETTINGS));
    }

    @AfterAll
    static void stop() {
        node.shutdownTestKit();
    }

    @Test
    void oneNodeHoldsItUntilItIsReleased() throws Exception {
        var mine = lease("plain", "me");
        var yours = lease("plain", "you");
        assertThat(mine.checkLease()).isFalse();

        assertThat(now(mine.acquire())).isTrue();
        assertThat(now(yours.acquire())).isFalse();
        assertThat(mine.checkLease()).isTrue();
        assertThat(yours.checkLease()).isFalse();

        assertThat(now(mine.release())).isTrue();
        assertThat(mine.checkLease()).isFalse();
        assertThat(now(yours.acquire())).isTrue();
        assertThat(now(mine.acquire())).isFalse();
    }

    @Test
    void aHolderRenewsItUntilItIsReleased() throws Exception {
        var lease = lease("brief", "holder");
        assertThat(now(lease.acquire())).isTrue();
        await().during(FIVE_LIVES).until(() -> lease.checkLease() && isHeld("brief"));
        assertThat(now(lease.release())).isTrue();
        await().during(FIVE_LIVES).until(() -> !lease.checkLease() && !isHeld("brief"));
    }

    @Test
    void aHolderFromWhomItWasTakenKnowsThatItHoldsNothing() throws Exception {
        var gone = lease("brief", "gone");
        assertThat(now(gone.acquire())).isTrue();
        POSTGRES.execute(
                "update lease set owner = 'next', until = until + interval '1 min'"
                        + " where name = 'brief'");
        await().until(() -> !gone.checkLease());
        assertThat(now(gone.release())).isTrue();
        assertThat(isHeld("brief")).as("by another").isTrue();
        POSTGRES.execute("delete from lease where name = 'brief'");
    }

    @Test
    void whatIsAskedForLastIsDoneLast() throws Exception {
        var lease = lease("brief", "hasty");
        for (int n = 0; n < 20; n++) {
            lease.acquire();
            assertThat(now(lease.release())).isTrue();
            assertThat(isHeld("brief")).isFalse();
        }
    }

    private static boolean isHeld(String name) {
        return POSTGRES.count(
                        "select count(*) from lease where until > clock_timestamp() and name = '"
                                + name
                                + "'")
                == 1;
    }

    private static Lease lease(String path, String owner) {
        return LeaseProvider.get(node.system()).getLease(path, path, owner);
    }

    private static boolean now(CompletionStage<Boolean> answer) throws Exception {
        return answer.toCompletableFuture().get(10, SECONDS);
    }
}
