package io.florin.node.actor;

import io.florin.node.actor.ActorCounts.OfKind;
import io.florin.node.actor.CountingMailbox.Counting;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.UnboundedMailbox;
import org.junit.jupiter.api.Test;

/**
 * Run by hand ({@code -Dtest=MailboxMeasurement}): what it costs to put a message in a mailbox and
 * to take it, for actors that share nothing but what they count.
 */
class MailboxMeasurement {
    private static final int MESSAGES = 10_000_000;

    @Test
    void putAndTaken() throws Exception {
        var kit = ActorTestKit.create();
        var receiver = Adapter.toClassic(kit.<Object>createTestProbe().ref());
        var message = Envelope.apply("hello", ActorRef.noSender(), kit.system().classicSystem());
        var shared = new OfKind();
        for (int round = 0; round < 3; round++) {
            for (int threads = 1; threads <= 2; threads++) {
                measure("plain", threads, UnboundedMailbox.MessageQueue::new, receiver, message);
                measure("counting", threads, () -> new Counting(shared), receiver, message);
            }
        }
        kit.shutdownTestKit();
    }

    private static void measure(
            String what,
            int threads,
            Supplier<MessageQueue> queues,
            ActorRef receiver,
            Envelope message)
            throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            long begun = System.nanoTime();
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                var queue = queues.get();
                all.add(
                        pool.submit(() -> {
                            for (int n = 0; n < MESSAGES; n++) {
                                queue.enqueue(receiver, message);
                                if (queue.dequeue() == null)
                                    throw new IllegalStateException("gone");
                            }
                        }));
            }
            for (var one : all) one.get(5, TimeUnit.MINUTES);
            double nanos = (double) (System.nanoTime() - begun) / MESSAGES;
            System.out.printf("%-8s %d threads: %.1f ns a message%n", what, threads, nanos);
        }
    }
}
