package io.florin.node.membership;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lease while this node is alone in its cluster. A node that was paused when this one
 * founded the cluster wakes up in an older one that nobody else remembers: it does not get the
 * lease there, ends, and is started again as a member of this cluster.
 */
public final class SoleMember extends AbstractBehavior<SoleMember.Message> {
    private static final String RESOLVER = "pekko.cluster.split-brain-resolver.lease-majority";

    sealed interface Message {}

    private enum Look implements Message {
        LOOK
    }

    private record Asked(@Nullable Throwable failure) implements Message {}

    private final Cluster cluster;
    private final Lease lease;
    private boolean alone;

    private SoleMember(ActorContext<Message> context, TimerScheduler<Message> timers) {
        super(context);
        cluster = Cluster.get(context.getSystem());
        lease = lease(context.getSystem(), cluster.selfMember().address().hostPort());
        var members = context.messageAdapter(MemberEvent.class, _ -> Look.LOOK);
        cluster.subscriptions().tell(Subscribe.create(members, MemberEvent.class));
        timers.startTimerWithFixedDelay(
                Look.LOOK, lease.getSettings().timeoutSettings().getHeartbeatInterval());
    }

    /** Watches the cluster from now on, until the system ends. */
    public static void start(ActorSystem<?> system) {
        Behavior<Message> behavior =
                Behaviors.setup(
                        context -> Behaviors.withTimers(timers -> new SoleMember(context, timers)));
        system.systemActorOf(behavior, "sole-member", Props.empty());
    }

    /** The one that the resolver of this node asks for, by the same name and for the same owner. */
    private static Lease lease(ActorSystem<?> system, String owner) {
        var resolver = system.settings().config().getConfig(RESOLVER);
        return DatabaseLease.of(
                (ExtendedActorSystem) Adapter.toClassic(system),
                resolver.getString("lease-implementation"),
                resolver.getString("lease-name"),
                owner);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Look.LOOK -> look();
            case Asked(var failure) -> {
                if (failure != null) getContext().getLog().warn("No lease: {}", failure.toString());
            }
        }
        return this;
    }

    private void look() {
        boolean wasAlone = alone;
        alone = isAlone();
        if (alone) {
            if (!lease.checkLease()) ask(lease.acquire());
        } else if (wasAlone) {
            ask(lease.release());
        }
    }

    private void ask(CompletionStage<Boolean> answer) {
        getContext().pipeToSelf(answer, (_, failure) -> new Asked(failure));
    }

    private boolean isAlone() {
        var members = cluster.state().getMembers().iterator();
        if (!members.hasNext()) return false;
        boolean isUp = members.next().status() == MemberStatus.up();
        return isUp && !members.hasNext();
    }
}
