package io.florin.node.retention;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
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

/** Purges from time to time. One of its name in the cluster. */
public final class Retention extends AbstractBehavior<Retention.Message> {
    sealed interface Message {}

    private enum Purge implements Message {
        PURGE
    }

    private record Purged(long rows) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    /**
     * What is purged, and when.
     *
     * @param name of the singleton
     * @param what the rows are, for the log
     * @param role the cluster role of the nodes of which one purges
     * @param every from the end of one purge to the next
     * @param purge blocks; answers how many are gone
     */
    public record Plan(String name, String what, String role, Duration every, LongSupplier purge) {}

    private final TimerScheduler<Message> timers;
    private final Plan plan;
    private final Executor blocking;

    private Retention(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Plan plan,
            Executor blocking) {
        super(context);
        this.timers = timers;
        this.plan = plan;
        this.blocking = blocking;
        purgeLater();
    }

    /** Runs on one node of the plan's role. */
    public static void start(ActorSystem<?> system, Plan plan, Executor blocking) {
        Behavior<Message> behavior =
                Behaviors.setup(context ->
                        Behaviors.withTimers(
                                timers -> new Retention(context, timers, plan, blocking)));
        ClusterSingleton.get(system)
                .init(
                        SingletonActor.of(behavior, plan.name())
                                .withSettings(
                                        ClusterSingletonSettings.create(system)
                                                .withRole(plan.role())));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Purge.PURGE -> purge();
            case Purged(var rows) -> {
                if (rows > 0) getContext().getLog().info("{} {} purged.", rows, plan.what());
                purgeLater();
            }
            case Failed(var cause) -> {
                getContext().getLog().warn("No {} purged: {}", plan.what(), cause.toString());
                purgeLater();
            }
        }
        return this;
    }

    private void purge() {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(plan.purge()::getAsLong, blocking),
                        (rows, failure) ->
                                failure == null ? new Purged(rows) : new Failed(failure));
    }

    /** From the end of one to the next, so that there are never two. */
    private void purgeLater() {
        timers.startSingleTimer(Purge.PURGE, plan.every());
    }
}
