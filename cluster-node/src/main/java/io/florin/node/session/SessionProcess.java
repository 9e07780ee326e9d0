package io.florin.node.session;

import io.florin.node.session.SessionEffect.Persist;
import io.florin.node.session.SessionEffect.Reply;
import io.florin.node.session.SessionEffect.Sleep;
import io.florin.node.session.SessionEffect.Stop;
import io.florin.node.session.SessionWork.Execute;
import io.florin.node.session.SessionWork.Look;
import io.florin.node.session.rules.Decision;
import io.florin.node.session.rules.Session;
import io.florin.node.session.rules.SessionRules;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.Denied;
import io.florin.protocol.session.SessionReply.InDoubt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session at work, as a machine that only moves when it is called: no thread, no clock, no I/O.
 *
 * <pre>
 * RECOVERING ── recovered ──> IDLE ── flush ──> WRITING ── persisted ──> IDLE
 *      ^                                           │
 *      └─────────────── write failed ──────────────┘
 * </pre>
 *
 * While a write is outstanding, work collects; the next flush decides all of it, one after another
 * against the evolving state, for one atomic write. The work of a failed write is kept and decided
 * again, before the newer, by the recovered session. Not thread-safe.
 */
final class SessionProcess<C> {
    private enum Phase {
        RECOVERING,
        IDLE,
        WRITING,
        STOPPED
    }

    /** What is decided and being written; replies wait for it. */
    private record Draft<C>(
            List<SessionWork<C>> works,
            Session session,
            List<SessionEvent> events,
            List<SessionEffect<C>> replies) {}

    /**
     * How long a session may be dead and in memory, if it is asked all the time: much shorter than
     * until it is deleted, so that none is remembered that is deleted.
     */
    static final Duration DEAD_IN_MEMORY = Duration.ofHours(1);

    private final int maxUndecided;
    private final int maxBatch;
    private @Nullable ArrayDeque<SessionWork<C>> undecided;
    private Phase phase = Phase.RECOVERING;
    private Session session;
    private @Nullable Draft<C> draft;
    private boolean stopping;
    private Refusal whyNot = Refusal.BUSY;

    SessionProcess(Session absent, int maxUndecided, int maxBatch) {
        this.session = absent;
        this.maxUndecided = maxUndecided;
        this.maxBatch = maxBatch;
    }

    /** Takes work in, to be decided at the next flush; full, it answers at once. */
    List<SessionEffect<C>> receive(SessionWork<C> work) {
        if (stopping || phase == Phase.STOPPED || queue().size() >= maxUndecided) {
            return List.of(new Reply<>(work.caller(), work.notTaken(whyNot)));
        }
        queue().add(work);
        return List.of();
    }

    /** Whether a flush would find something to do now. */
    boolean hasUndecided() {
        return phase == Phase.IDLE && (stopping || (undecided != null && !undecided.isEmpty()));
    }

    /** Decides what has collected, unless a write is outstanding. */
    List<SessionEffect<C>> flush(Instant now) {
        if (phase != Phase.IDLE) return List.of();
        var works = new ArrayList<SessionWork<C>>();
        var effects = new ArrayList<SessionEffect<C>>();
        while (!queue().isEmpty() && works.size() < maxBatch) {
            var work = queue().remove();
            if (now.isAfter(work.deadline())) {
                effects.add(new Reply<>(work.caller(), work.notTaken(Refusal.BUSY)));
            } else {
                works.add(work);
            }
        }
        if (queue().isEmpty()) undecided = null; // an idle session is small
        draft = decide(works, now);
        if (draft.events().isEmpty()) {
            effects.addAll(commit(now));
        } else {
            phase = Phase.WRITING;
            effects.add(new Persist<>(draft.events()));
        }
        return effects;
    }

    private Draft<C> decide(List<SessionWork<C>> works, Instant now) {
        var after = session;
        var events = new ArrayList<SessionEvent>();
        var replies = new ArrayList<SessionEffect<C>>();
        for (var work : works) {
            switch (work) {
                case Look<C> w ->
                        replies.add(new Reply<>(w.caller(), SessionRules.look(after, now)));
                case Execute<C> w -> {
                    var decision = SessionRules.decide(after, w.command(), now);
                    after = decision.session();
                    events.addAll(decision.events());
                    replies.add(new Reply<>(w.caller(), reply(w, decision)));
                }
            }
        }
        return new Draft<>(works, after, List.copyOf(events), replies);
    }

    /**
     * A write that failed may still come to be, or it has, and is the reason for the no of now.
     * Only what is written now rules that out.
     */
    private static <C> SessionReply reply(Execute<C> work, Decision decision) {
        boolean unwritten = decision.reply() instanceof Denied && decision.events().isEmpty();
        return work.inDoubt() && unwritten ? new InDoubt() : decision.reply();
    }

    /** The write is durable: only now is anybody told. */
    List<SessionEffect<C>> persisted(Instant now) {
        return commit(now);
    }

    private List<SessionEffect<C>> commit(Instant now) {
        var done = draft;
        if (done == null) throw new IllegalStateException("nothing was drafted");
        draft = null;
        phase = Phase.IDLE;
        session = done.session();
        var effects = new ArrayList<>(done.replies());
        if (undecided != null && !undecided.isEmpty()) return effects;
        if (stopping) {
            effects.addAll(end(Refusal.UNAVAILABLE));
        } else if (isLongDead(now)) {
            effects.add(new Sleep<>());
        }
        return effects;
    }

    private boolean isLongDead(Instant now) {
        return !session.isAbsent() && now.isAfter(session.until().plus(DEAD_IN_MEMORY));
    }

    /**
     * The session as the journal has it, at the start and after a failed write, whose work comes
     * first.
     *
     * @param sequence the number of its last event
     */
    void recovered(Session recovered, long sequence) {
        putBack();
        session = recovered.numbered(sequence);
        phase = Phase.IDLE;
    }

    private void putBack() {
        if (draft == null) return;
        draft.works().reversed().forEach(work -> queue().addFirst(work.again()));
        draft = null;
    }

    /** A newer release has written what this one cannot read: all are told so, and it ends. */
    List<SessionEffect<C>> unreadable() {
        putBack();
        whyNot = Refusal.HISTORY_UNREADABLE;
        return end(whyNot);
    }

    /** Take no more; decide, write, answer, then stop. */
    List<SessionEffect<C>> stop(Instant now) {
        stopping = true;
        if (phase == Phase.RECOVERING) return end(Refusal.UNAVAILABLE);
        return phase == Phase.IDLE ? flush(now) : List.of();
    }

    private List<SessionEffect<C>> end(Refusal why) {
        phase = Phase.STOPPED;
        var effects = new ArrayList<SessionEffect<C>>();
        for (var work : queue()) {
            effects.add(new Reply<>(work.caller(), work.notTaken(why)));
        }
        undecided = null;
        effects.add(new Stop<>());
        return effects;
    }

    private ArrayDeque<SessionWork<C>> queue() {
        if (undecided == null) undecided = new ArrayDeque<>(2);
        return undecided;
    }

    /** The session as far as it is durable. */
    Session session() {
        return session;
    }
}
