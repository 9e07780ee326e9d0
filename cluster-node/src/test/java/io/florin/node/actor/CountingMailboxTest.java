package io.florin.node.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.actor.ActorCounts.Kind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What waits is counted until it is taken, or until nobody will. */
class CountingMailboxTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final ActorCounts counts = ActorCounts.get(KIT.system());
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    /** Takes one and waits for a sign; ends at the word. */
    private Behavior<String> slow() {
        return Behaviors.receiveMessage(message -> {
            assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
            return message.equals("end") ? Behaviors.stopped() : Behaviors.same();
        });
    }

    private ActorRef<String> spawn(Kind kind) {
        return KIT.spawn(slow(), kind.mailbox());
    }

    private void tell(ActorRef<String> actor, int times) {
        for (int i = 0; i < times; i++) actor.tell("go on");
    }

    @Test
    void whatWaitsIsCountedByKind() {
        var actor = spawn(Kind.WALLET);
        tell(actor, 11);
        await().untilAsserted(() -> assertThat(counts.waiting(Kind.WALLET)).isEqualTo(10));
        assertThat(counts.living(Kind.WALLET)).isOne();
        assertThat(counts.waiting(Kind.RATE)).isZero();
        go.countDown();
        await().untilAsserted(() -> assertThat(counts.waiting(Kind.WALLET)).isZero());
        actor.tell("end");
        await().untilAsserted(() -> assertThat(counts.living(Kind.WALLET)).isZero());
    }

    /** What is left when an actor ends goes to the dead letters, and is in no mailbox any more. */
    @Test
    void whatNobodyTakesAnyMoreDoesNotWait() {
        var actor = spawn(Kind.SESSION);
        actor.tell("end");
        tell(actor, 20);
        await().untilAsserted(() -> assertThat(counts.waiting(Kind.SESSION)).isEqualTo(20));
        go.countDown();
        await().untilAsserted(() -> {
            assertThat(counts.living(Kind.SESSION)).isZero();
            assertThat(counts.waiting(Kind.SESSION)).isZero();
        });
        tell(actor, 5);
        assertThat(counts.waiting(Kind.SESSION)).isZero();
    }
}
