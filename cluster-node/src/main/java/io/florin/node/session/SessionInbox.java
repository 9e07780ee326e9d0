package io.florin.node.session;

import io.florin.node.actor.ActorCounts.Failure;
import io.florin.node.session.SessionMessage.End;
import io.florin.node.session.SessionMessage.Execute;
import io.florin.node.session.SessionMessage.Flush;
import io.florin.node.session.SessionMessage.Look;
import io.florin.node.session.SessionMessage.Step;
import io.florin.protocol.session.SessionReply;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Stands before a session's event-sourced behaviour. Tasks go to the process at once, whatever that
 * behaviour is doing: while it writes, recovers or waits to be restarted they collect there, within
 * the process's bound, and never in a stash that drops what overflows.
 */
final class SessionInbox extends BehaviorInterceptor<SessionMessage, Step> {
    private final SessionBehavior session;

    SessionInbox(SessionBehavior session) {
        super(SessionMessage.class);
        this.session = session;
    }

    @Override
    public Behavior<Step> aroundReceive(
            TypedActorContext<SessionMessage> context,
            SessionMessage message,
            ReceiveTarget<Step> target) {
        try {
            return switch (message) {
                case Execute(var command, var deadline, var caller) ->
                        collect(
                                context,
                                new SessionWork.Execute<>(command, deadline, caller),
                                target);
                case Look(var deadline, var caller) ->
                        collect(context, new SessionWork.Look<>(deadline, caller), target);
                case End _ when session.isUnread() -> Behaviors.stopped();
                case Step step -> target.apply(context, step);
            };
        } catch (RuntimeException | Error e) {
            session.failed(Failure.STOPPED);
            throw e;
        }
    }

    /** An idle session decides on the spot. */
    private Behavior<Step> collect(
            TypedActorContext<SessionMessage> context,
            SessionWork<ActorRef<SessionReply>> work,
            ReceiveTarget<Step> target) {
        return session.collect(work) ? target.apply(context, Flush.FLUSH) : Behaviors.same();
    }
}
