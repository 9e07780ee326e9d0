package io.florin.node.job;

import io.florin.node.membership.Incarnation;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Takes over the jobs of nodes that are members no more: when one is removed, and by a look every
 * few seconds for what was missed. One on every node that does jobs; the statement bears it. A node
 * that has slept does not trust what it knows of the others, and waits for its next look. What it
 * takes over it runs itself, as far as it has room.
 */
final class Rescuer extends AbstractBehavior<Rescuer.Message> {
    sealed interface Message {}

    enum Look implements Message {
        BY_TIME,
        BY_EVENT
    }

    private record Ended() implements Message {}

    private record Failed(Throwable cause) implements Message {}

    /** Takes what belongs to none of the living, who are listed when it asks. Blocks. */
    @FunctionalInterface
    interface Rescues {
        void rescue(Supplier<Set<String>> living);
    }

    private final Cluster cluster;
    private final Duration every;
    private final Rescues rescues;
    private final Executor blocking;
    private long lookedNanos = System.nanoTime();
    private boolean busy;
    private boolean again;

    private Rescuer(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Duration every,
            Rescues rescues,
            Executor blocking) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.every = every;
        this.rescues = rescues;
        this.blocking = blocking;
        var removed = context.messageAdapter(MemberRemoved.class, _ -> Look.BY_EVENT);
        cluster.subscriptions().tell(Subscribe.create(removed, MemberRemoved.class));
        timers.startTimerWithFixedDelay(Look.BY_TIME, every);
    }

    static void start(ActorSystem<?> system, long everyMillis, Rescues rescues, Executor blocking) {
        var every = Duration.ofMillis(everyMillis);
        Behavior<Message> behavior =
                Behaviors.setup(context ->
                        Behaviors.withTimers(
                                timers -> new Rescuer(context, timers, every, rescues, blocking)));
        system.systemActorOf(behavior, "job-rescuer", Props.empty());
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Look.BY_EVENT -> look();
            case Look.BY_TIME -> {
                if (isInTime()) look();
            }
            case Ended() -> ended();
            case Failed(var cause) -> {
                getContext().getLog().warn("Jobs of the gone wait: {}", cause.toString());
                ended();
            }
        }
        return this;
    }

    private void ended() {
        busy = false;
        if (again) look();
    }

    private boolean isInTime() {
        long now = System.nanoTime();
        boolean inTime = now - lookedNanos < 2 * every.toNanos();
        lookedNanos = now;
        return inTime;
    }

    private void look() {
        again = busy;
        if (busy || !isUp()) return;
        busy = true;
        Supplier<Set<String>> living = () -> Incarnation.living(cluster.state());
        getContext()
                .pipeToSelf(
                        CompletableFuture.runAsync(() -> rescues.rescue(living), blocking),
                        (_, failure) -> failure == null ? new Ended() : new Failed(failure));
    }

    /** Before, it does not know all members; after, others do this. */
    private boolean isUp() {
        return cluster.selfMember().status() == MemberStatus.up() && !cluster.isTerminated();
    }
}
