package io.florin.node.task;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
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
 * One of its name in the cluster. The pause is from the end of one turn to the next, so a node
 * never has two of them under way.
 */
public final class ClusterTask extends AbstractBehavior<ClusterTask.Message> {
    sealed interface Message {}

    private enum Turn implements Message {
        TURN
    }

    private record Done(Duration pause) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    /**
     * What is done, and when.
     *
     * @param name of the singleton
     * @param role the cluster role of the nodes of which one does it
     * @param first pause before the first turn
     * @param afterFailure pause after a turn that failed
     * @param trouble a sentence for the log of such a turn, without its end
     * @param work blocks; answers the pause until the next turn
     */
    public record Plan(
            String name,
            String role,
            Duration first,
            Duration afterFailure,
            String trouble,
            Supplier<Duration> work) {}

    private final TimerScheduler<Message> timers;
    private final Plan plan;
    private final Executor blocking;

    private ClusterTask(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Plan plan,
            Executor blocking) {
        super(context);
        this.timers = timers;
        this.plan = plan;
        this.blocking = blocking;
        later(plan.first());
    }

    /** Runs on one node of the plan's role. */
    public static void start(ActorSystem<?> system, Plan plan, Executor blocking) {
        Behavior<Message> behavior =
                Behaviors.setup(context ->
                        Behaviors.withTimers(
                                timers -> new ClusterTask(context, timers, plan, blocking)));
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
            case Turn.TURN -> work();
            case Done(var pause) -> later(pause);
            case Failed(var cause) -> {
                getContext().getLog().warn("{}: {}", plan.trouble(), cause.toString());
                later(plan.afterFailure());
            }
        }
        return this;
    }

    private void work() {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(plan.work(), blocking),
                        (pause, failure) ->
                                failure == null ? new Done(pause) : new Failed(failure));
    }

    private void later(Duration pause) {
        timers.startSingleTimer(Turn.TURN, pause);
    }
}
