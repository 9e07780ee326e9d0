package io.florin.node.membership;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.testing.PostgresExtension;
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
              heartbeat-timeout = 100 ms
              heartbeat-interval = 10 ms
            }
            """;

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
        var mine = lease("florin.lease", "me");
        var yours = lease("florin.lease", "you");
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
    void aHolderWhoseTimeIsOverKnowsThatItHoldsNothing() throws Exception {
        var gone = lease("brief", "gone");
        assertThat(now(gone.acquire())).isTrue();
        await().until(() -> !gone.checkLease());
        assertThat(now(lease("brief", "next").acquire())).isTrue();
    }

    private static Lease lease(String path, String owner) {
        return LeaseProvider.get(node.system()).getLease(path, path, owner);
    }

    private static boolean now(CompletionStage<Boolean> answer) throws Exception {
        return answer.toCompletableFuture().get(10, SECONDS);
    }
}
