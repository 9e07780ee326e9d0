package io.florin.node.session;

import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.InDoubt;
import io.florin.protocol.session.SessionReply.NotTaken;
import java.time.Instant;

/**
 * What waits for a session to decide it. {@code C} is whoever is to be answered. After its deadline
 * it is dropped undecided.
 */
sealed interface SessionWork<C> {
    Instant deadline();

    C caller();

    /** {@code inDoubt}: a write of it was tried, and nobody knows whether it is durable. */
    record Execute<C>(SessionCommand command, Instant deadline, C caller, boolean inDoubt)
            implements SessionWork<C> {
        Execute(SessionCommand command, Instant deadline, C caller) {
            this(command, deadline, caller, false);
        }
    }

    record Look<C>(Instant deadline, C caller) implements SessionWork<C> {}

    /** The same after a write of it failed: from then on nobody may say that it was not taken. */
    default SessionWork<C> again() {
        return switch (this) {
            case Execute<C> w -> new Execute<>(w.command(), w.deadline(), w.caller(), true);
            case Look<C> w -> w;
        };
    }

    /** What to say when it is not decided at all. */
    default SessionReply notTaken(Refusal why) {
        return switch (this) {
            case Execute<C> w -> w.inDoubt() ? new InDoubt() : new NotTaken(why);
            case Look<C> _ -> new NotTaken(why);
        };
    }
}
