package io.florin.node.session;

import io.florin.persistence.session.SessionCleaning;
import java.time.Duration;
import java.time.InstantSource;
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
 * Deletes sessions that have been dead for longer than they are kept, a bounded number at a time
 * and one time after the other. One in the cluster.
 */
public final class SessionSweeper extends AbstractBehavior<SessionSweeper.Message> {
    sealed interface Message {}

    enum Sweep implements Message {
        SWEEP
    }

    private record Swept(int sessions) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    private final SessionSettings.Cleaning settings;
    private final IntSupplier clean;
    private final Executor blocking;
    private boolean sweeping;

    private SessionSweeper(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            SessionSettings.Cleaning settings,
            IntSupplier clean,
            Executor blocking) {
        super(context);
        this.settings = settings;
        this.clean = clean;
        this.blocking = blocking;
        timers.startTimerWithFixedDelay(
                Sweep.SWEEP, Duration.ofMillis(settings.sweepEveryMillis()));
    }

    /** Begins on one node of the role, by the settings of sessions. */
    public static void start(
            ActorSystem<?> system,
            SessionSettings settings,
            SessionCleaning cleaning,
            InstantSource clock,
            Executor blocking) {
        var kept = Duration.ofHours(settings.cleaning().retentionHours());
        IntSupplier clean =
                () ->
                        cleaning.clean(
                                clock.instant().minus(kept), settings.cleaning().sweepSessions());
        ClusterSingleton.get(system)
                .init(
                        SingletonActor.of(
                                        create(settings.cleaning(), clean, blocking),
                                        "session-sweeper")
                                .withSettings(
                                        ClusterSingletonSettings.create(system)
                                                .withRole(settings.role())));
    }

    /** {@code clean} blocks, deletes some, and says how many. */
    static Behavior<Message> create(
            SessionSettings.Cleaning settings, IntSupplier clean, Executor blocking) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(
                        timers -> new SessionSweeper(context, timers, settings, clean, blocking)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Sweep.SWEEP -> {
                if (!sweeping) sweep();
            }
            case Swept(var sessions) -> {
                sweeping = false;
                if (sessions == settings.sweepSessions()) sweep();
            }
            case Failed(var cause) -> {
                sweeping = false;
                getContext().getLog().warn("Dead sessions stay for now: {}", cause.toString());
            }
        }
        return this;
    }

    private void sweep() {
        sweeping = true;
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(clean::getAsInt, blocking),
                        (sessions, failure) ->
                                failure == null ? new Swept(sessions) : new Failed(failure));
    }
}
