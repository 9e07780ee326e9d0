package io.florin.node.session;

import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionReply;
import java.util.List;

/** What a {@link SessionProcess} wants done, in this order. */
sealed interface SessionEffect<C> {
    record Reply<C>(C caller, SessionReply reply) implements SessionEffect<C> {}

    /** Write these atomically and report; comes last. */
    record Persist<C>(List<SessionEvent> events) implements SessionEffect<C> {}

    /** Nothing lives here any more: leave memory without losing what is on its way here. */
    record Sleep<C>() implements SessionEffect<C> {}

    /** The process has ended; whoever needs the session again recovers it from the journal. */
    record Stop<C>() implements SessionEffect<C> {}
}
