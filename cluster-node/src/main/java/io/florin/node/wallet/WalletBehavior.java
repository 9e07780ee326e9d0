package io.florin.node.wallet;

import io.florin.node.actor.ActorCounts;
import io.florin.node.actor.ActorCounts.Failure;
import io.florin.node.actor.ActorCounts.Kind;
import io.florin.node.rules.Wallet;
import io.florin.node.wallet.WalletMessage.Alarm;
import io.florin.node.wallet.WalletMessage.End;
import io.florin.node.wallet.WalletMessage.Flush;
import io.florin.node.wallet.WalletMessage.Found;
import io.florin.node.wallet.WalletMessage.NotFound;
import io.florin.node.wallet.WalletMessage.Step;
import io.florin.node.wallet.WalletMessage.Stop;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The actor around a {@link WalletProcess}: it carries out the process's effects and reports back.
 * A failed write restarts it after a short back-off, for ever; it recovers from the journal, and
 * the process, which outlives the restart, answers everybody. A history that only a newer release
 * can read ends it: a restart would read no more of it.
 */
public final class WalletBehavior extends EventSourcedBehavior<Step, WalletEvent, Wallet> {
    /** The persistence id's type, hence for ever. */
    public static final String ENTITY_TYPE = "wallet";

    private static final Duration RESTART_MIN = Duration.ofMillis(200);
    private static final Duration RESTART_MAX = Duration.ofSeconds(1);
    private static final double RESTART_JITTER = 0.2;

    private final WalletId id;
    private final Surroundings surroundings;
    private final ActorContext<WalletMessage> context;
    private final TimerScheduler<WalletMessage> timers;
    private final WalletProcess<ActorRef<WalletReply>> process;
    private final WorkLog log = new WorkLog();
    private boolean recovered;
    private boolean flushing;
    private boolean isUnread;
    private int toldUndecided;
    private int toldWaiting;
    private @Nullable Instant alarm;
    private long snapshotAt;
    private Instant snapshotTime = Instant.EPOCH;

    private WalletBehavior(
            WalletId id,
            Surroundings surroundings,
            ActorContext<WalletMessage> context,
            TimerScheduler<WalletMessage> timers) {
        super(
                PersistenceId.of(ENTITY_TYPE, id.toString()),
                SupervisorStrategy.restartWithBackoff(RESTART_MIN, RESTART_MAX, RESTART_JITTER));
        this.id = id;
        this.surroundings = surroundings;
        this.context = context;
        this.timers = timers;
        this.process = new WalletProcess<>(emptyState(), surroundings.settings().process());
    }

    static Behavior<WalletMessage> create(WalletId id, Surroundings surroundings) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var wallet = new WalletBehavior(id, surroundings, context, timers);
                    surroundings.local().enter(id, context.getSelf());
                    return Behaviors.intercept(() -> new WalletInbox(wallet), wallet);
                }));
    }

    @Override
    public Wallet emptyState() {
        return Wallet.absent(id, surroundings.settings().process().nameCapacity());
    }

    @Override
    public EventAdapter<WalletEvent, ?> eventAdapter() {
        return log;
    }

    @Override
    public EventHandler<Wallet, WalletEvent> eventHandler() {
        return Wallet::apply;
    }

    @Override
    public CommandHandler<Step, WalletEvent, Wallet> commandHandler() {
        return (_, step) -> onStep(step);
    }

    @Override
    public SignalHandler<Wallet> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .onSignal(RecoveryFailed.class, (_, failed) -> onUnread(failed.getFailure()))
                .onSignal(PreRestart.instance(), _ -> onRestart())
                .build();
    }

    private void onRestart() {
        failed(recovered ? Failure.WRITE : Failure.RECOVERY);
        recovered = false;
    }

    void failed(Failure failure) {
        ActorCounts.get(context.getSystem()).failed(Kind.WALLET, failure);
    }

    private void onRecovered(Wallet found) {
        recovered = true;
        snapshotAt = found.version();
        alarm = null; // a restart has cancelled the timers
        flushing = false;
        log.written();
        tell(process.recovered(found, now()));
        attend();
    }

    private void onUnread(Throwable failure) {
        var unknown = UnknownManifest.in(failure);
        if (isUnread || unknown.isEmpty()) return; // told already; the database is tried again
        context.getLog().error(unknown.get().stops(id));
        isUnread = true;
        tell(process.unreadable());
    }

    /** Its end is not to wait for a recovery. */
    boolean isUnread() {
        return isUnread;
    }

    /** Takes work in; true if it can and should be decided right now. */
    boolean collect(Work<ActorRef<WalletReply>> work) {
        if (!(work instanceof Work.Swept<?>)) surroundings.local().hot().count(id);
        var refused = process.receive(work);
        if (!refused.isEmpty()) tell(refused);
        tellWaiting(process.undecided(), process.waiting());
        return !flushing && process.hasUndecided();
    }

    /** What looks on is told what has changed. */
    private void tellWaiting(int undecided, int waiting) {
        surroundings.local().moreWaits(undecided - toldUndecided, waiting - toldWaiting);
        toldUndecided = undecided;
        toldWaiting = waiting;
    }

    /** Nobody finds this wallet any more but by sharding. */
    void leave() {
        surroundings.local().leave(id, context.getSelf());
    }

    /** It is no more. */
    void end() {
        leave();
        tellWaiting(0, 0);
    }

    private org.apache.pekko.persistence.typed.javadsl.Effect<WalletEvent, Wallet> onStep(
            Step step) {
        return switch (step) {
            case Flush _ -> {
                flushing = false;
                yield perform(process.flush(now()));
            }
            case Alarm _ -> {
                alarm = null;
                yield perform(process.wake(now()));
            }
            case Found(var generation, var found) ->
                    perform(process.found(generation, found.byName(), found.highest(), now()));
            case NotFound(var generation, var cause) -> {
                context.getLog().warn("{}: names could not be looked up", id, cause);
                var works = process.underWay();
                var given = process.lookUpFailed(generation, now());
                if (!given.isEmpty()) WorkLog.undecided(id, works);
                yield perform(given);
            }
            case Stop _ -> {
                leave();
                yield perform(process.stop(now()));
            }
            case End _ -> Effect().stop();
        };
    }

    private org.apache.pekko.persistence.typed.javadsl.Effect<WalletEvent, Wallet> perform(
            List<Effect<ActorRef<WalletReply>>> effects) {
        var events = tell(effects);
        attend();
        if (events.isEmpty()) return Effect().none();
        log.writes(id, process.underWay(), events.size());
        return Effect().persist(events).thenRun(_ -> onPersisted());
    }

    private void onPersisted() {
        log.written();
        tell(process.persisted(now()));
        attend();
    }

    /** Carries out all but the write, which comes last and is returned. */
    private List<WalletEvent> tell(List<Effect<ActorRef<WalletReply>>> effects) {
        List<WalletEvent> events = List.of();
        for (var effect : effects) {
            switch (effect) {
                case Effect.Reply<ActorRef<WalletReply>>(var caller, var reply) ->
                        caller.tell(reply);
                case Effect.Send<ActorRef<WalletReply>>(var message) ->
                        surroundings.peers().tell(message);
                case Effect.LookUp<ActorRef<WalletReply>> look -> lookUp(look);
                case Effect.Stop<ActorRef<WalletReply>>() -> context.getSelf().tell(End.END);
                case Effect.Persist<ActorRef<WalletReply>>(var toWrite) -> events = toWrite;
            }
        }
        return events;
    }

    private void lookUp(Effect.LookUp<ActorRef<WalletReply>> look) {
        context.pipeToSelf(
                surroundings.memory().lookUp(id, look.queries(), look.confirm()),
                (found, failure) ->
                        failure == null
                                ? new Found(look.generation(), found)
                                : new NotFound(look.generation(), failure));
    }

    /** Sees to it that what has collected, and what falls due, comes up. */
    private void attend() {
        tellWaiting(process.undecided(), process.waiting());
        if (!flushing && process.hasUndecided()) {
            flushing = true;
            context.getSelf().tell(Flush.FLUSH);
        }
        var next = process.nextWake();
        if (next == null || (alarm != null && !next.isBefore(alarm))) return;
        alarm = next;
        var delay = Duration.between(now(), next);
        timers.startSingleTimer(Alarm.ALARM, delay.isNegative() ? Duration.ZERO : delay);
    }

    /**
     * After enough events, and not so often that a hot wallet only writes snapshots. Events are
     * counted from the first, not from recovery: short lives add up.
     */
    @Override
    public boolean shouldSnapshot(Wallet wallet, WalletEvent event, long sequence) {
        var settings = surroundings.settings();
        int every = settings.snapshotEveryEvents();
        if (sequence / every == snapshotAt / every) return false;
        var now = now();
        if (now.isBefore(snapshotTime.plusMillis(settings.snapshotEveryMillis()))) return false;
        snapshotAt = sequence;
        snapshotTime = now;
        return true;
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
