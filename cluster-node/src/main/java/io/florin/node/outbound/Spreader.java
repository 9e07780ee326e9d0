package io.florin.node.outbound;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
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
 * Turns messages into deliveries, again and again. One in the cluster, which is only to save work:
 * two at once take different messages.
 */
final class Spreader extends AbstractBehavior<Spreader.Message> {
    private static final String NAME = "webhook-spreader";

    /**
     * What it does.
     *
     * @param every from the end of a look that found nothing to the next
     * @param most of what one look takes
     * @param work blocks; answers how much there was
     */
    record Plan(String role, Duration every, int most, IntSupplier work) {}

    sealed interface Message {}

    private enum Look implements Message {
        LOOK
    }

    private record Found(int messages) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final TimerScheduler<Message> timers;
    private final Plan plan;
    private final Executor blocking;

    private Spreader(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Plan plan,
            Executor blocking) {
        super(context);
        this.timers = timers;
        this.plan = plan;
        this.blocking = blocking;
        look(plan.every());
    }

    /** Runs on one node of the plan's role. */
    static void start(ActorSystem<?> system, Plan plan, Executor blocking) {
        Behavior<Message> behavior =
                Behaviors.setup(context ->
                        Behaviors.withTimers(
                                timers -> new Spreader(context, timers, plan, blocking)));
        ClusterSingleton.get(system)
                .init(
                        SingletonActor.of(behavior, NAME)
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
            case Look.LOOK -> work();
            case Found(var messages) -> look(messages < plan.most() ? plan.every() : Duration.ZERO);
            case Failed(var cause) -> {
                getContext().getLog().warn("No webhooks go out for now: {}", cause.toString());
                look(AFTER_FAILURE);
            }
        }
        return this;
    }

    private void work() {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(plan.work()::getAsInt, blocking),
                        (messages, failure) ->
                                failure == null ? new Found(messages) : new Failed(failure));
    }

    private void look(Duration after) {
        timers.startSingleTimer(Look.LOOK, after);
    }
}
