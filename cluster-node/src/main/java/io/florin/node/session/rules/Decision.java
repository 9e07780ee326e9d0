package io.florin.node.session.rules;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.Denied;
import io.florin.protocol.session.SessionReply.Done;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What follows from a command: facts to write, the state with them, and what to reply once they are
 * durable.
 */
public record Decision(Session session, List<SessionEvent> events, SessionReply reply) {
    public Decision {
        events = List.copyOf(events);
    }

    static Decision accept(Session session, SessionEvent event) {
        var after = session.apply(event);
        return new Decision(after, List.of(event), new Done(after.view(event.at()), false));
    }

    static Decision done(Session session, Instant now) {
        return new Decision(session, List.of(), new Done(session.view(now), true));
    }

    /** A refusal that is a fact of its own. */
    static Decision record(Session session, SessionEvent event, Denial denial) {
        return new Decision(session.apply(event), List.of(event), new Denied(denial));
    }

    static Decision refuse(Session session, Refusal why) {
        return new Decision(session, List.of(), new Denied(Denial.of(why)));
    }

    static Decision refuse(Session session, Refusal why, String fact, long value) {
        return new Decision(session, List.of(), new Denied(new Denial(why, Map.of(fact, value))));
    }
}
