package io.florin.node.session;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Dead sessions are deleted in bounded numbers, one after the other, until there are no more. */
class SessionSweeperTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final SessionSettings.Cleaning OFTEN = new SessionSettings.Cleaning(2, 10, 5);
    private static final SessionSettings.Cleaning HARDLY_EVER =
            new SessionSettings.Cleaning(2, 3_600_000, 5);

    private final AtomicInteger calls = new AtomicInteger();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void whileThereIsMoreItGoesOnAtOnce() {
        var found = List.of(5, 5, 3);
        var sweeper = start(HARDLY_EVER, () -> found.get(Math.min(calls.getAndIncrement(), 2)));
        sweeper.tell(SessionSweeper.Sweep.SWEEP);
        await().during(Duration.ofMillis(100)).until(() -> calls.get() == found.size());
        KIT.stop(sweeper);
    }

    @Test
    void aFailureIsNotTheEnd() {
        var sweeper =
                start(
                        OFTEN,
                        () -> {
                            if (calls.incrementAndGet() == 1) {
                                throw new IllegalStateException("as told");
                            }
                            return 0;
                        });
        await().until(() -> calls.get() >= 3);
        KIT.stop(sweeper);
    }

    private static ActorRef<SessionSweeper.Message> start(
            SessionSettings.Cleaning settings, IntSupplier clean) {
        return KIT.spawn(
                SessionSweeper.create(
                        settings, clean, Executors.newVirtualThreadPerTaskExecutor()));
    }
}
