package io.florin.node.session;

import io.florin.node.actor.ActorCounts;
import io.florin.node.actor.ActorCounts.Failure;
import io.florin.node.actor.ActorCounts.Kind;
import io.florin.node.session.SessionMessage.End;
import io.florin.node.session.SessionMessage.Flush;
import io.florin.node.session.SessionMessage.Step;
import io.florin.node.session.SessionMessage.Stop;
import io.florin.node.session.rules.Session;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * The actor around a {@link SessionProcess}: it carries out the process's effects and reports back.
 * A failed write restarts it after a short back-off, for ever; it recovers from the journal, and
 * the process, which outlives the restart, answers everybody. It has no timers: what expires does
 * so by the time of the next decision. A history that only a newer release can read ends it: a
 * restart would read no more of it.
 */
final class SessionBehavior extends EventSourcedBehavior<Step, SessionEvent, Session> {
    /** The persistence id's type, hence for ever. */
    static final String ENTITY_TYPE = "session";

    private static final BackoffSupervisorStrategy RESTART =
            SupervisorStrategy.restartWithBackoff(
                    Duration.ofMillis(200), Duration.ofSeconds(1), 0.2);

    /** What all sessions of a node share. */
    record Surroundings(SessionSettings settings, InstantSource clock) {}

    /** Asks the shard to let this session go, and to keep what comes for it meanwhile. */
    @FunctionalInterface
    interface Bed {
        void sleep(ActorRef<SessionMessage> session);
    }

    private final SessionId id;
    private final Surroundings surroundings;
    private final Bed bed;
    private final ActorContext<SessionMessage> context;
    private final SessionProcess<ActorRef<SessionReply>> process;
    private boolean recovered;
    private boolean flushing;
    private boolean isUnread;

    private SessionBehavior(
            SessionId id,
            Surroundings surroundings,
            Bed bed,
            ActorContext<SessionMessage> context) {
        super(PersistenceId.of(ENTITY_TYPE, id.toString()), RESTART);
        this.id = id;
        this.surroundings = surroundings;
        this.bed = bed;
        this.context = context;
        var settings = surroundings.settings();
        this.process =
                new SessionProcess<>(emptyState(), settings.maxUndecided(), settings.maxBatch());
    }

    static Behavior<SessionMessage> create(SessionId id, Surroundings surroundings, Bed bed) {
        return Behaviors.setup(context -> {
            var session = new SessionBehavior(id, surroundings, bed, context);
            return Behaviors.intercept(() -> new SessionInbox(session), session);
        });
    }

    @Override
    public Session emptyState() {
        return Session.absent(id);
    }

    @Override
    public EventHandler<Session, SessionEvent> eventHandler() {
        return Session::apply;
    }

    @Override
    public CommandHandler<Step, SessionEvent, Session> commandHandler() {
        return (_, step) -> onStep(step);
    }

    @Override
    public SignalHandler<Session> signalHandler() {
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
        ActorCounts.get(context.getSystem()).failed(Kind.SESSION, failure);
    }

    private void onRecovered(Session found) {
        recovered = true;
        flushing = false;
        process.recovered(found, lastSequenceNumber(context));
        attend();
    }

    private void onUnread(Throwable failure) {
        var unknown = UnknownManifest.in(failure);
        if (isUnread || unknown.isEmpty()) return; // told already; the database is tried again
        context.getLog().error(unknown.get().stops(id));
        isUnread = true;
        carryOut(process.unreadable());
    }

    /** Its end is not to wait for a recovery. */
    boolean isUnread() {
        return isUnread;
    }

    /** Takes work in; true if it can and should be decided right now. */
    boolean collect(SessionWork<ActorRef<SessionReply>> work) {
        carryOut(process.receive(work));
        return !flushing && process.hasUndecided();
    }

    private Effect<SessionEvent, Session> onStep(Step step) {
        return switch (step) {
            case Flush _ -> {
                flushing = false;
                yield perform(process.flush(now()));
            }
            case Stop _ -> perform(process.stop(now()));
            case End _ -> Effect().stop();
        };
    }

    private Effect<SessionEvent, Session> perform(
            List<SessionEffect<ActorRef<SessionReply>>> effects) {
        var events = carryOut(effects);
        attend();
        return events.isEmpty()
                ? Effect().none()
                : Effect().persist(events).thenRun(_ -> onPersisted());
    }

    private void onPersisted() {
        carryOut(process.persisted(now()));
        attend();
    }

    /** Carries out all but the write, which comes last and is returned. */
    private List<SessionEvent> carryOut(List<SessionEffect<ActorRef<SessionReply>>> effects) {
        List<SessionEvent> events = List.of();
        for (var effect : effects) {
            switch (effect) {
                case SessionEffect.Reply<ActorRef<SessionReply>>(var caller, var reply) ->
                        caller.tell(reply);
                case SessionEffect.Sleep<ActorRef<SessionReply>>() -> bed.sleep(context.getSelf());
                case SessionEffect.Stop<ActorRef<SessionReply>>() ->
                        context.getSelf().tell(End.END);
                case SessionEffect.Persist<ActorRef<SessionReply>>(var toWrite) -> events = toWrite;
            }
        }
        return events;
    }

    /** Sees to it that what has collected comes up. */
    private void attend() {
        if (flushing || !process.hasUndecided()) return;
        flushing = true;
        context.getSelf().tell(Flush.FLUSH);
    }

    /** Counted from the first event, not from recovery: short lives add up. */
    @Override
    public boolean shouldSnapshot(Session session, SessionEvent event, long sequence) {
        return sequence % surroundings.settings().snapshotEveryEvents() == 0;
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
