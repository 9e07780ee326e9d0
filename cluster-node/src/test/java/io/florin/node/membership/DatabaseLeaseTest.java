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
    void oneNodeHoldsItUntilItIsReleasedAndItsTimeIsOver() throws Exception {
        var mine = lease("brief", "me");
        var yours = lease("brief", "you");
        assertThat(mine.checkLease()).isFalse();

        assertThat(now(mine.acquire())).isTrue();
        assertThat(now(yours.acquire())).isFalse();
        assertThat(yours.checkLease()).isFalse();

        assertThat(now(mine.release())).isTrue();
        assertThat(mine.checkLease()).isFalse();
        await().until(() -> now(yours.acquire()));
        assertThat(now(mine.acquire())).isFalse();
        assertThat(now(yours.release())).isTrue();
    }

    @Test
    void aHolderRenewsItUntilItIsReleased() throws Exception {
        var lease = lease("renewed", "holder");
        assertThat(now(lease.acquire())).isTrue();
        await().during(FIVE_LIVES).until(() -> lease.checkLease() && isHeld("renewed"));
        assertThat(now(lease.release())).isTrue();
        await().during(FIVE_LIVES).until(() -> !lease.checkLease() && !isHeld("renewed"));
    }

    @Test
    void aHolderFromWhomItWasTakenKnowsThatItHoldsNothing() throws Exception {
        var gone = lease("taken", "gone");
        assertThat(now(gone.acquire())).isTrue();
        POSTGRES.execute(
                "update lease set owner = 'next', until = until + interval '1 min'"
                        + " where name = 'taken'");
        await().until(() -> !gone.checkLease());
        assertThat(now(gone.acquire())).isFalse();
    }

    /** A renewal that is under way, too, is over before it. */
    @Test
    void whoHasReleasedItHoldsNothing() throws Exception {
        var lease = lease("hasty", "hasty");
        for (int n = 0; n < 20; n++) {
            assertThat(now(lease.acquire())).isTrue();
            await().during(Duration.ofMillis(20)).until(lease::checkLease);
            assertThat(now(lease.release())).isTrue();
            assertThat(lease.checkLease()).isFalse();
        }
    }

    private static boolean isHeld(String name) {
        return POSTGRES.count(
                        "select count(*) from lease where until > clock_timestamp() and name = '"
                                + name
                                + "'")
                == 1;
    }

    private static Lease lease(String name, String owner) {
        return LeaseProvider.get(node.system()).getLease(name, "brief", owner);
    }

    private static boolean now(CompletionStage<Boolean> answer) throws Exception {
        return answer.toCompletableFuture().get(10, SECONDS);
    }
}
