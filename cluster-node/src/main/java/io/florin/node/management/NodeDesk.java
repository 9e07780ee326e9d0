package io.florin.node.management;

import io.florin.node.management.DeskMessage.ChangeLevel;
import io.florin.node.management.DeskMessage.FindWallet;
import io.florin.node.management.DeskMessage.Over;
import io.florin.node.management.DeskMessage.TellLevels;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.logging.LevelChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.event.Logging;

/**
 * Answers for its node, of which there is one. When it ends, all loggers are as they were
 * configured.
 */
final class NodeDesk extends AbstractBehavior<DeskMessage> {
    static final ServiceKey<DeskMessage> KEY = ServiceKey.create(DeskMessage.class, "node-desk");

    private final TimerScheduler<DeskMessage> timers;
    private final ChangedLevels levels;
    private final Predicate<WalletId> livesHere;
    private final InstantSource clock;
    private final PekkoLevel pekko;

    private NodeDesk(
            ActorContext<DeskMessage> context,
            TimerScheduler<DeskMessage> timers,
            ChangedLevels levels,
            Predicate<WalletId> livesHere,
            InstantSource clock) {
        super(context);
        this.timers = timers;
        this.levels = levels;
        this.livesHere = livesHere;
        this.clock = clock;
        this.pekko = new PekkoLevel(context.getSystem().classicSystem().eventStream());
    }

    static Behavior<DeskMessage> create(
            ChangedLevels levels, Predicate<WalletId> livesHere, InstantSource clock) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    context.getSystem()
                            .receptionist()
                            .tell(Receptionist.register(KEY, context.getSelf()));
                    return new NodeDesk(context, timers, levels, livesHere, clock);
                }));
    }

    @Override
    public Receive<DeskMessage> createReceive() {
        var messages = newReceiveBuilder().onAnyMessage(this::onMessage);
        return messages.onSignal(PostStop.class, _ -> onStop()).build();
    }

    private Behavior<DeskMessage> onMessage(DeskMessage message) {
        switch (message) {
            case ChangeLevel(var change, var replyTo) ->
                    replyTo.tell(new DeskReply.LevelChanged(change(change)));
            case TellLevels(var replyTo) -> replyTo.tell(new DeskReply.Levels(levels.settings()));
            case FindWallet(var wallet, var replyTo) ->
                    replyTo.tell(new DeskReply.WalletFound(livesHere.test(wallet)));
            case Over(var logger) -> {
                levels.restore(logger);
                pekko.tellDetails(levels.areDetailsOfPekkoWanted());
                getContext().getLog().info("{} is logged as configured again", logger);
            }
        }
        return this;
    }

    private boolean change(LevelChange change) {
        var minutes = Duration.ofMinutes(change.minutes());
        if (!levels.change(change, clock.instant().plus(minutes))) return false;
        pekko.tellDetails(levels.areDetailsOfPekkoWanted());
        String logger = change.logger().text();
        timers.startSingleTimer(logger, new Over(logger), minutes);
        getContext().getLog().info("{} is {} for {}", logger, change.level(), minutes);
        return true;
    }

    private Behavior<DeskMessage> onStop() {
        levels.restoreAll();
        pekko.tellDetails(false);
        return this;
    }

    /** Pekko's own loggers ask its event stream first, which usually lets no details through. */
    private static final class PekkoLevel {
        private final EventStream stream;
        private final int configured;

        PekkoLevel(EventStream stream) {
            this.stream = stream;
            this.configured = stream.logLevel();
        }

        void tellDetails(boolean wanted) {
            stream.setLogLevel(wanted ? Logging.DebugLevel() : configured);
        }
    }
}
