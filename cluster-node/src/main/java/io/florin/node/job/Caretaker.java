package io.florin.node.job;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;

/**
 * Does the chores of all jobs, each by its own time and never twice at once. One in the cluster;
 * for a moment there may be two, which every chore bears.
 */
final class Caretaker extends AbstractBehavior<Caretaker.Message> {
    sealed interface Message {}

    private record Begin(Chore chore) implements Message {}

    private record Ended(Chore chore, boolean more) implements Message {}

    private record Failed(Chore chore, Throwable cause) implements Message {}

    private final TimerScheduler<Message> timers;
    private final Executor blocking;

    private Caretaker(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            List<Chore> chores,
            Executor blocking) {
        super(context);
        this.timers = timers;
        this.blocking = blocking;
        chores.forEach(this::begin);
    }

    static void start(ActorSystem<?> system, String role, List<Chore> chores, Executor blocking) {
        var settings = ClusterSingletonSettings.create(system).withRole(role);
        ClusterSingleton.get(system)
                .init(
                        SingletonActor.of(create(chores, blocking), "job-caretaker")
                                .withSettings(settings));
    }

    static Behavior<Message> create(List<Chore> chores, Executor blocking) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Caretaker(context, timers, chores, blocking)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Begin(var chore) -> begin(chore);
            case Ended(var chore, var more) -> {
                if (more) {
                    begin(chore);
                } else {
                    later(chore);
                }
            }
            case Failed(var chore, var cause) -> {
                getContext().getLog().warn("{} is tried again: {}", chore.name(), cause.toString());
                later(chore);
            }
        }
        return this;
    }

    private void later(Chore chore) {
        timers.startSingleTimer(chore.name(), new Begin(chore), chore.every());
    }

    private void begin(Chore chore) {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> chore.work().getAsBoolean(), blocking),
                        (more, failure) ->
                                failure == null
                                        ? new Ended(chore, more)
                                        : new Failed(chore, failure));
    }
}
