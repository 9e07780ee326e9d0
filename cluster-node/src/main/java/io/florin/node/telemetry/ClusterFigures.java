package io.florin.node.telemetry;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;

/**
 * Tells what is true of the whole cluster, from one node: told by each, the figures would be added
 * up. A node that stops to do so forgets them.
 */
public final class ClusterFigures extends AbstractBehavior<ClusterFigures.Message> {
    /** What a figure is of. */
    public record Series(Metric metric, List<String> labels) {
        public static Series of(Metric metric, String... labels) {
            return new Series(metric, List.of(labels));
        }
    }

    /**
     * What is looked at, and when.
     *
     * @param role the cluster role of the nodes of which one looks
     * @param every from the end of one look to the next
     * @param look blocks; a series that was there before and is missing now is zero
     */
    public record Plan(String role, Duration every, Supplier<Map<Series, Double>> look) {}

    sealed interface Message {}

    private enum Look implements Message {
        LOOK
    }

    private record Seen(Map<Series, Double> levels) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    private final TimerScheduler<Message> timers;
    private final Plan plan;
    private final Meter meter;
    private final Executor blocking;
    private Set<Series> before = Set.of();

    private ClusterFigures(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Plan plan,
            Meter meter,
            Executor blocking) {
        super(context);
        this.timers = timers;
        this.plan = plan;
        this.meter = meter;
        this.blocking = blocking;
        look();
    }

    /** Runs on one node of the plan's role, once in the cluster under this name. */
    public static void start(
            ActorSystem<?> system, String name, Plan plan, Meter meter, Executor blocking) {
        ClusterSingleton.get(system)
                .init(
                        SingletonActor.of(create(plan, meter, blocking), name)
                                .withSettings(
                                        ClusterSingletonSettings.create(system)
                                                .withRole(plan.role())));
    }

    static Behavior<Message> create(Plan plan, Meter meter, Executor blocking) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(
                        timers -> new ClusterFigures(context, timers, plan, meter, blocking)));
    }

    @Override
    public Receive<Message> createReceive() {
        var receive = newReceiveBuilder().onAnyMessage(this::onMessage);
        return receive.onSignal(PostStop.class, _ -> onStop()).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Look.LOOK -> look();
            case Seen(var levels) -> {
                tell(levels);
                later();
            }
            case Failed(var cause) -> {
                // What nobody knows any more is not told as if it were still so.
                forget();
                getContext().getLog().warn("The cluster's figures wait: {}", cause.toString());
                later();
            }
        }
        return this;
    }

    private Behavior<Message> onStop() {
        forget();
        return this;
    }

    private void look() {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(plan.look(), blocking),
                        (levels, failure) ->
                                failure == null ? new Seen(levels) : new Failed(failure));
    }

    private void later() {
        timers.startSingleTimer(Look.LOOK, plan.every());
    }

    private void tell(Map<Series, Double> levels) {
        levels.forEach(this::tell);
        var now = new HashSet<>(levels.keySet());
        for (var gone : before) {
            if (now.add(gone)) tell(gone, 0);
        }
        before = Set.copyOf(now);
    }

    private void tell(Series series, double value) {
        meter.level(series.metric(), value, series.labels().toArray(String[]::new));
    }

    private void forget() {
        var told = EnumSet.noneOf(Metric.class);
        before.forEach(series -> told.add(series.metric()));
        told.forEach(meter::forget);
        before = Set.of();
    }
}
