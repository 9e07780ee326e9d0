package io.florin.node.session;

import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionReply;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** The mailbox protocol of a session's actor: the only place where a reply address appears. */
public sealed interface SessionMessage {
    /** What comes from other actors, maybe from another node. */
    sealed interface Remote extends SessionMessage {}

    /** What waits until the session decides it. */
    sealed interface Task extends Remote {}

    record Execute(SessionCommand command, Instant deadline, ActorRef<SessionReply> replyTo)
            implements Task {}

    record Look(Instant deadline, ActorRef<SessionReply> replyTo) implements Task {}

    /** What moves the session on; it waits while a write is outstanding. */
    sealed interface Step extends SessionMessage {}

    /** Sharding wants the session to end: for idleness, for room, or to move. */
    enum Stop implements Remote, Step {
        STOP
    }

    /** Decide what has collected. */
    enum Flush implements Step {
        FLUSH
    }

    /** The process has ended; so may the actor. */
    enum End implements Step {
        END
    }
}
