package io.florin.node.actor;

import com.typesafe.config.Config;
import io.florin.node.actor.ActorCounts.Kind;
import io.florin.node.actor.ActorCounts.OfKind;
import java.util.Locale;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.UnboundedMailbox;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Pekko's usual mailbox, which also counts: how many there are of a kind, and what waits in all of
 * them. Two additions for a message, and no look at any of them. Pekko makes it from configuration.
 */
public final class CountingMailbox implements MailboxType {
    private final Kind kind;

    public CountingMailbox(ActorSystem.Settings settings, Config config) {
        this.kind = Kind.valueOf(config.getString("kind").toUpperCase(Locale.ROOT));
    }

    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        return new Counting(ActorCounts.get(system.get()).of(kind));
    }

    /** Counts right even if somebody puts something in while it is closed. */
    static final class Counting extends UnboundedMailbox.MessageQueue {
        private static final long serialVersionUID = 1;

        private final transient OfKind counts;
        private volatile boolean closed;

        Counting(OfKind counts) {
            this.counts = counts;
            counts.begun();
        }

        @Override
        public void enqueue(ActorRef receiver, Envelope envelope) {
            super.enqueue(receiver, envelope);
            counts.came();
            if (closed) takeAll();
        }

        /** Pekko would leave it where it is, and nobody comes for it. */
        private void takeAll() {
            while (dequeue() != null) {
                // It has been counted off.
            }
        }

        @Override
        public @Nullable Envelope dequeue() {
            var taken = super.dequeue();
            if (taken != null) counts.taken();
            return taken;
        }

        /** Its actor is no more. */
        @Override
        public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
            if (!closed) counts.ended();
            closed = true;
            super.cleanUp(owner, deadLetters);
        }
    }
}
