package io.florin.node.actor;

import io.florin.node.actor.ActorCounts.Lost;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.UnhandledMessage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Hears of messages that reach nobody, and says how long a message waits until an actor's turn
 * comes: it is one of them. Thread-safe.
 */
public final class ActorWatch {
    private enum Probe {
        PROBE
    }

    private static final long NONE = 0;

    private final LongSupplier nanos;
    private volatile long askedAt = NONE;
    private volatile long lastNanos;
    private final ActorRef<Object> actor;

    private ActorWatch(ActorSystem<?> system) {
        this.nanos = System::nanoTime;
        this.actor =
                system.systemActorOf(
                        behavior(ActorCounts.get(system)), "actor-watch", Props.empty());
    }

    /** Once in a system. */
    public static ActorWatch start(ActorSystem<?> system) {
        return new ActorWatch(system);
    }

    private Behavior<Object> behavior(ActorCounts counts) {
        return Behaviors.setup(context -> {
            var stream = context.getSystem().eventStream();
            var self = context.getSelf();
            stream.tell(new EventStream.Subscribe<>(DeadLetter.class, self.narrow()));
            stream.tell(new EventStream.Subscribe<>(Dropped.class, self.narrow()));
            stream.tell(new EventStream.Subscribe<>(UnhandledMessage.class, self.narrow()));
            return Behaviors.receiveMessage(message -> {
                switch (message) {
                    case DeadLetter _ -> counts.lost(Lost.NOBODY);
                    case Dropped _ -> counts.lost(Lost.DROPPED);
                    case UnhandledMessage _ -> counts.lost(Lost.UNHANDLED);
                    default -> hasItsTurn();
                }
                return Behaviors.same();
            });
        });
    }

    private void hasItsTurn() {
        lastNanos = nanos.getAsLong() - askedAt;
        askedAt = NONE;
    }

    /**
     * How long a message had to wait for a thread when this was asked last, or waits since then;
     * asks anew. For one caller.
     */
    public long delayNanos() {
        long since = askedAt;
        if (since != NONE) return nanos.getAsLong() - since;
        long last = lastNanos;
        askedAt = Math.max(1, nanos.getAsLong());
        actor.tell(Probe.PROBE);
        return last;
    }
}
