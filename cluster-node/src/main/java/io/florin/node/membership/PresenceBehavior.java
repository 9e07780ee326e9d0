package io.florin.node.membership;

import io.florin.node.membership.RollCall.Outcome;
import io.florin.node.membership.RollCall.State;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;
import org.jspecify.annotations.Nullable;

/** Runs the rounds, one at a time, and does what follows from them. */
final class PresenceBehavior extends AbstractBehavior<PresenceBehavior.Message> {
    /** While it may not enter yet, it asks this often. */
    private static final Duration ENTER_AGAIN = Duration.ofMillis(200);

    sealed interface Message {}

    private enum Round implements Message {
        NEXT
    }

    private enum Up implements Message {
        UP
    }

    private record Ended(Outcome outcome) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    /** Takes the row away, and ends. */
    record Leave(ActorRef<Done> replyTo) implements Message {}

    private record Left(@Nullable Throwable failure) implements Message {}

    private final TimerScheduler<Message> timers;
    private final RollCall rollCall;
    private final MembershipSettings settings;
    private final Executor blocking;
    private final AtomicReference<Standing> standing;
    private final Cluster cluster;
    private boolean busy;
    private boolean again;
    private boolean entered;
    private boolean ending;
    private boolean wasToldUp;
    private Sightings seen = Sightings.NONE;
    private @Nullable ActorRef<Done> leaving;

    private PresenceBehavior(
            ActorContext<Message> context, TimerScheduler<Message> timers, Presence.Tools tools) {
        super(context);
        this.timers = timers;
        this.rollCall = tools.rollCall();
        this.settings = tools.settings();
        this.blocking = tools.blocking();
        this.standing = tools.standing();
        this.cluster = Cluster.get(context.getSystem());
        var up = context.messageAdapter(SelfUp.class, _ -> Up.UP);
        cluster.subscriptions().tell(Subscribe.create(up, SelfUp.class));
        timers.startTimerWithFixedDelay(Round.NEXT, settings.refreshEvery());
        next();
    }

    static Behavior<Message> create(Presence.Tools tools) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new PresenceBehavior(context, timers, tools)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Round.NEXT -> next();
            case Up.UP -> {
                wasToldUp = true;
                next();
            }
            case Ended(var outcome) -> {
                follow(outcome);
                ended();
            }
            case Failed(var cause) -> {
                getContext().getLog().warn("This node's row waits: {}", cause.toString());
                ended();
            }
            case Leave(var replyTo) -> leave(replyTo);
            case Left(var failure) -> {
                return onLeft(failure);
            }
        }
        return this;
    }

    private void next() {
        again = busy;
        if (busy || ending || leaving != null) return;
        busy = true;
        var state = new State(isUp(), entered, Incarnation.living(cluster.state()), seen);
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> rollCall.run(state), blocking),
                        (outcome, failure) ->
                                failure == null ? new Ended(outcome) : new Failed(failure));
    }

    private void ended() {
        busy = false;
        if (leaving != null) {
            takeRowAway();
        } else if (again) {
            next();
        }
    }

    /** By then it knows the members that were there before it. */
    private boolean isUp() {
        return cluster.selfMember().status() == MemberStatus.up();
    }

    private void follow(Outcome outcome) {
        if (outcome.entered() && !entered) getContext().getLog().info("This node has entered.");
        entered = outcome.entered();
        seen = outcome.seen();
        // What the cluster tells comes before what it answers.
        if (wasToldUp && !entered) {
            timers.startSingleTimer("enter", Round.NEXT, ENTER_AGAIN);
        }
        switch (outcome.verdict()) {
            case Verdict.Admitted() -> stand(outcome, Optional.empty());
            case Verdict.Doubtful(var sentence) -> {
                boolean isNews = !standing.get().trouble().equals(Optional.of(sentence));
                stand(outcome, Optional.of(sentence));
                if (isNews) tell(sentence);
            }
            case Verdict.Refused(var sentence) -> {
                stand(outcome, Optional.of(sentence));
                end(sentence);
            }
        }
    }

    private void stand(Outcome outcome, Optional<String> trouble) {
        var before = standing.get();
        var isEntered = before.entered() || outcome.entered();
        var isRight = !outcome.offset().exceeds(settings.clockWarning());
        var clock = "It is " + outcome.offset().words() + " the database's.";
        standing.set(new Standing(isEntered, trouble, isRight, clock));
        if (before.clockIsRight() && !isRight) {
            getContext().getLog().warn("The clock of this node is wrong. {}", clock);
        }
    }

    private void tell(String sentence) {
        if (entered) {
            getContext().getLog().error(sentence);
        } else {
            getContext().getLog().info("Waiting to see who lives. {}", sentence);
        }
    }

    private void end(String sentence) {
        if (ending) return;
        ending = true;
        getContext().getLog().error("This node ends. {}", sentence);
        var _ = CoordinatedShutdown.get(getContext().getSystem()).runAll(new NotAdmitted(sentence));
    }

    private void leave(ActorRef<Done> replyTo) {
        timers.cancelAll();
        leaving = replyTo;
        if (!busy) takeRowAway();
    }

    private void takeRowAway() {
        getContext()
                .pipeToSelf(
                        CompletableFuture.runAsync(
                                () -> rollCall.table().leave(rollCall.card()), blocking),
                        (_, failure) -> new Left(failure));
    }

    private Behavior<Message> onLeft(@Nullable Throwable failure) {
        if (failure != null) {
            getContext()
                    .getLog()
                    .warn("This node's row stays until it is stale: {}", failure.toString());
        }
        if (leaving != null) leaving.tell(Done.getInstance());
        return Behaviors.stopped();
    }
}
