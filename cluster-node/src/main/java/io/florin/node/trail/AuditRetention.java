package io.florin.node.trail;

import io.florin.persistence.database.Database;
import io.florin.persistence.trail.AuditTable;
import java.time.Duration;
import java.time.InstantSource;
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

/** Purges the audit trail from time to time. One in the cluster. */
public final class AuditRetention extends AbstractBehavior<AuditRetention.Message> {
    sealed interface Message {}

    private enum Purge implements Message {
        PURGE
    }

    private record Purged(long entries) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    /** What retention works with. */
    private record Tools(
            AuditPurge purge, AuditSettings settings, InstantSource clock, Executor blocking) {}

    private final TimerScheduler<Message> timers;
    private final Tools tools;

    private AuditRetention(
            ActorContext<Message> context, TimerScheduler<Message> timers, Tools tools) {
        super(context);
        this.timers = timers;
        this.tools = tools;
        purgeLater();
    }

    /** Runs on one node of the role, as {@value AuditSettings#PATH} says. */
    public static void start(
            ActorSystem<?> system, Database database, InstantSource clock, Executor blocking) {
        var settings = AuditSettings.from(system.settings().config());
        var purge = new AuditPurge(new AuditTable(database), settings);
        var tools = new Tools(purge, settings, clock, blocking);
        Behavior<Message> behavior =
                Behaviors.setup(context ->
                        Behaviors.withTimers(timers -> new AuditRetention(context, timers, tools)));
        ClusterSingleton.get(system)
                .init(
                        SingletonActor.of(behavior, "audit-retention")
                                .withSettings(
                                        ClusterSingletonSettings.create(system)
                                                .withRole(settings.role())));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Purge.PURGE -> purge();
            case Purged(var entries) -> {
                if (entries > 0) {
                    getContext().getLog().info("{} audit entries were old enough.", entries);
                }
                purgeLater();
            }
            case Failed(var cause) -> {
                getContext().getLog().warn("No audit entries purged: {}", cause.toString());
                purgeLater();
            }
        }
        return this;
    }

    private void purge() {
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(
                                () -> tools.purge().run(tools.clock().instant()), tools.blocking()),
                        (entries, failure) ->
                                failure == null ? new Purged(entries) : new Failed(failure));
    }

    /** From the end of one to the next, so that there are never two. */
    private void purgeLater() {
        timers.startSingleTimer(
                Purge.PURGE, Duration.ofMillis(tools.settings().purgeEveryMillis()));
    }
}
