package io.florin.node.session;

import static io.florin.node.session.rules.Phrases.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply.Done;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a live session costs in heap. A measurement, so it is run by its name only: {@code mvn -pl
 * cluster-node -am test -Dtest=SessionHeap -Dsurefire.failIfNoSpecifiedTests=false}; {@code
 * -DargLine=-Dsessions=10000} for fewer.
 */
class SessionHeap {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int SESSIONS = Integer.getInteger("sessions", 100_000);
    private static final int AT_ONCE = 500;
    private static final long TARGET_BYTES = 4_096;
    private static final long DAY = 86_400;
    private static final String CONFIG =
            """
            pekko.remote.artery.canonical.port = 0
            pekko.coordinated-shutdown.run-by-actor-system-terminate = off
            pekko.cluster.run-coordinated-shutdown-when-down = off
            florin.session.max-live = 1000000
            florin.session.idle-seconds = 3600
            florin.session.ask-timeout-millis = 60000
            """;

    @Test
    void aLiveSessionIsSmall() throws InterruptedException {
        var kit = ActorTestKit.create("florin", POSTGRES.config(CONFIG));
        try {
            var sessions = start(kit);
            begin(sessions, "warm", 1_000);
            long before = liveHeapBytes();
            begin(sessions, "live", SESSIONS);
            long bytes = (liveHeapBytes() - before) / SESSIONS;
            System.out.printf("%,d live sessions: %,d bytes of heap each%n", SESSIONS, bytes);
            assertThat(bytes).isLessThan(TARGET_BYTES);
        } finally {
            kit.shutdownTestKit();
        }
    }

    private static ShardedSessions start(ActorTestKit kit) {
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        await().until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
        return ShardedSessions.start(
                kit.system(),
                SessionSettings.from(kit.system().settings().config()),
                (_, _) -> CompletableFuture.completedFuture(List.of()),
                InstantSource.system());
    }

    /** Each is refreshed once, so that it has an older token. */
    private static void begin(ShardedSessions sessions, String name, int count)
            throws InterruptedException {
        var places = new Semaphore(AT_ONCE);
        var failed = new AtomicInteger();
        for (int n = 0; n < count; n++) {
            places.acquire();
            var id = new SessionId("default", name + n);
            var begin = new Begin("user" + n, secret("a" + n), DAY, 30 * DAY);
            var refresh = new Refresh(secret("a" + n), secret("b" + n));
            sessions.execute(id, begin)
                    .thenCompose(_ -> sessions.execute(id, refresh))
                    .thenAccept(reply -> {
                        if (!(reply instanceof Done)) failed.incrementAndGet();
                        places.release();
                    });
        }
        assertThat(places.tryAcquire(AT_ONCE, 60, TimeUnit.SECONDS)).isTrue();
        assertThat(failed).hasValue(0);
    }

    private static long liveHeapBytes() {
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        var memory = ManagementFactory.getMemoryMXBean();
        for (int n = 0; n < 3; n++) memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
