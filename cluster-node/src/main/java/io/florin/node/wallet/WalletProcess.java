package io.florin.node.wallet;

import static io.florin.node.wallet.Repeats.earliest;

import io.florin.node.rules.Heard;
import io.florin.node.rules.OpenTransfer;
import io.florin.node.rules.Rules;
import io.florin.node.rules.Stored;
import io.florin.node.rules.Wallet;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One wallet at work, as a machine that only moves when it is called: no thread, no clock, no I/O.
 * The actor calls it in production, a scheduler with a virtual clock in the simulation.
 *
 * <pre>
 * RECOVERING ── recovered ──> IDLE ── flush ──> LOOKING ── found ──> WRITING ── persisted ──> IDLE
 *      ^                                  (if names are forgotten)      │
 *      └────────────────────────── write failed ────────────────────────┘
 * </pre>
 *
 * While a write or a look-up is outstanding, work collects; the next flush decides all of it, one
 * after another against the evolving state, for one atomic write. The work of a failed write is
 * kept and decided again, before the newer, by the recovered wallet. Not thread-safe.
 */
public final class WalletProcess<C> {
    private enum Phase {
        RECOVERING,
        IDLE,
        LOOKING,
        WRITING,
        STOPPED
    }

    /** A batch asks the journal at most this often before it is given up: once is usual. */
    private static final int MAX_LOOK_UPS = 4;

    private final ProcessSettings settings;
    private final Rules rules;
    private final Undecided<C> undecided;
    private final Waiters<C> waiters;
    private final Repeats repeats;
    private Phase phase = Phase.RECOVERING;
    private Wallet wallet;
    private Heard heard = Heard.NOTHING;
    private Batch<C> batch;
    private @Nullable Draft<C> draft;
    private long generation;
    private @Nullable Instant settleAt;
    private boolean stopping;
    private Refusal whyNot = Refusal.BUSY;

    public WalletProcess(Wallet absent, ProcessSettings settings) {
        this.settings = settings;
        this.wallet = absent;
        this.rules = new Rules(settings.bounds());
        this.undecided = new Undecided<>(settings);
        this.batch = new Batch<>(rules, List.of());
        this.waiters = new Waiters<>(settings.maxWaiting());
        this.repeats = new Repeats(settings.repeatMillis(), settings.repeatMaxMillis());
    }

    /** Takes work in, to be decided at the next flush; full, it answers at once. */
    public List<Effect<C>> receive(Work<C> work) {
        boolean taken = !stopping && phase != Phase.STOPPED && undecided.add(work);
        return taken ? List.of() : work.notTaken(whyNot);
    }

    /** Whether a flush would find something to do now. */
    public boolean hasUndecided() {
        return phase == Phase.IDLE && (stopping || !undecided.isEmpty());
    }

    /** Decides what has collected, unless a look-up or a write is outstanding. */
    public List<Effect<C>> flush(Instant now) {
        if (phase != Phase.IDLE) return List.of();
        var effects = new ArrayList<Effect<C>>();
        batch = new Batch<>(rules, undecided.takeBatch(now, effects));
        effects.addAll(decide(now));
        return effects;
    }

    private List<Effect<C>> decide(Instant now) {
        var next = batch.decide(wallet, heard, now);
        if (next == null) return lookUp(now);
        if (!next.events().isEmpty() || stopping || isSettleDue(now)) {
            next.write(rules.settle(next.wallet(), next.heard(), settings.maxBatch(), now));
        }
        next.forgetEnded();
        draft = next;
        if (next.events().isEmpty()) return commit(now);
        phase = Phase.WRITING;
        return List.of(new Effect.Persist<>(List.copyOf(next.events())));
    }

    private List<Effect<C>> lookUp(Instant now) {
        if (batch.lookUps() == MAX_LOOK_UPS) return giveUp(now);
        phase = Phase.LOOKING;
        boolean confirm = batch.toConfirm();
        return List.of(new Effect.LookUp<>(++generation, batch.toAsk(), confirm));
    }

    /**
     * The journal answered: the events of each name (none: never stored), and the wallet's highest
     * sequence number if that was asked. An old generation's answer is ignored.
     */
    public List<Effect<C>> found(
            long answered,
            Map<NameQuery, List<Stored>> found,
            @Nullable Long highest,
            Instant now) {
        if (phase != Phase.LOOKING || answered != generation) return List.of();
        if (!batch.found(found, highest, wallet.version())) return outdated();
        phase = Phase.IDLE;
        return decide(now);
    }

    /** Somebody else has written: this incarnation knows nothing worth saying. */
    private List<Effect<C>> outdated() {
        undecided.putBack(batch.works());
        return end(Refusal.UNAVAILABLE);
    }

    /** The journal did not answer in time: the callers are told to ask again, never a guess. */
    public List<Effect<C>> lookUpFailed(long answered, Instant now) {
        return phase == Phase.LOOKING && answered == generation ? giveUp(now) : List.of();
    }

    private List<Effect<C>> giveUp(Instant now) {
        var effects = new ArrayList<>(Work.notTaken(batch.works(), Refusal.UNAVAILABLE));
        batch = new Batch<>(rules, List.of());
        phase = Phase.IDLE;
        effects.addAll(undecided.isEmpty() ? endIfStopping() : flush(now));
        return effects;
    }

    /** The write is durable: only now is anybody told. */
    public List<Effect<C>> persisted(Instant now) {
        return commit(now);
    }

    private List<Effect<C>> commit(Instant now) {
        var done = draft;
        if (done == null) throw new IllegalStateException("nothing was drafted");
        draft = null;
        batch = new Batch<>(rules, List.of());
        phase = Phase.IDLE;
        wallet = done.wallet();
        heard = done.heard();
        var effects = done.effects();
        scheduleRepeats(effects, now);
        effects.addAll(waiters.hear(done));
        scheduleSettling(now);
        effects.addAll(undecided.isEmpty() ? endIfStopping() : List.of());
        return effects;
    }

    private void scheduleRepeats(List<Effect<C>> effects, Instant now) {
        for (var effect : effects) {
            if (effect instanceof Effect.Send<C>(PeerMessage.Question question)) {
                repeats.asked(question.leg().transfer(), question.leg().leg(), 1, now);
            }
        }
    }

    private void scheduleSettling(Instant now) {
        if (Rules.isSettled(wallet, heard)) {
            settleAt = null;
        } else if (settleAt == null || isSettleDue(now)) {
            settleAt = now.plusMillis(settings.settleDelayMillis());
        }
    }

    private boolean isSettleDue(Instant now) {
        return settleAt != null && !now.isBefore(settleAt);
    }

    /**
     * The wallet as the journal has it, at the start and after a failed write. Every open question
     * is asked again; the work of the failed write comes first.
     */
    public List<Effect<C>> recovered(Wallet recovered, Instant now) {
        putBack();
        batch = new Batch<>(rules, List.of());
        generation++; // an answer to a look-up of before means nothing now
        draft = null;
        wallet = recovered;
        heard = Heard.NOTHING;
        settleAt = null;
        repeats.clear();
        phase = Phase.IDLE;
        var effects = new ArrayList<Effect<C>>();
        for (var transfer : wallet.transfers().values()) {
            transfer.openLegs().forEach(leg -> effects.add(ask(transfer, leg, 1, now)));
        }
        for (var waiter : waiters.takeAll()) {
            if (!wallet.transfers().containsKey(waiter.transfer()) || !waiters.add(waiter)) {
                effects.add(new Effect.Reply<>(waiter.caller(), new InDoubt()));
            }
        }
        return effects;
    }

    private void putBack() {
        boolean inDoubt = draft != null; // it may have been written after all
        undecided.putBack(
                inDoubt ? batch.works().stream().map(Work::again).toList() : batch.works());
    }

    /** A newer release has written what this one cannot read: all are told so, and it ends. */
    public List<Effect<C>> unreadable() {
        putBack();
        whyNot = Refusal.HISTORY_UNREADABLE;
        return end(whyNot);
    }

    private Effect<C> ask(OpenTransfer transfer, int leg, int attempt, Instant now) {
        repeats.asked(transfer.debited().id(), leg, attempt, now);
        return new Effect.Send<>(Rules.question(wallet, transfer, leg));
    }

    /** Time has come for something: a repetition, a settlement, a hold that is due. */
    public List<Effect<C>> wake(Instant now) {
        if (phase == Phase.RECOVERING || phase == Phase.STOPPED) return List.of();
        var effects = new ArrayList<Effect<C>>();
        for (var due : repeats.takeDue(now)) {
            var transfer = wallet.transfers().get(due.transfer());
            if (transfer == null || !isUnanswered(transfer, due.transfer(), due.leg())) continue;
            effects.add(ask(transfer, due.leg(), due.attempt() + 1, now));
        }
        waiters.dropExpired(now);
        effects.addAll(flush(now));
        return effects;
    }

    private boolean isUnanswered(OpenTransfer transfer, TransferId id, int leg) {
        return transfer.isOpen(leg) && !heard.has(id, leg);
    }

    /** When {@link #wake} has something to do next; null if only a message can tell. */
    public @Nullable Instant nextWake() {
        return switch (phase) {
            case RECOVERING, STOPPED -> null;
            case LOOKING, WRITING -> repeats.next(); // the rest comes up in the next batch
            case IDLE -> earliest(earliest(repeats.next(), settleAt), Rules.nextDue(wallet));
        };
    }

    /** Take no more; finish, write, answer, record what was heard, then stop. */
    public List<Effect<C>> stop(Instant now) {
        stopping = true;
        if (phase == Phase.RECOVERING) return end(Refusal.UNAVAILABLE);
        return phase == Phase.IDLE ? flush(now) : List.of();
    }

    /** Not before all that was heard is recorded: the next flush writes what is left of it. */
    private List<Effect<C>> endIfStopping() {
        return stopping && Rules.isSettled(wallet, heard) ? end(Refusal.UNAVAILABLE) : List.of();
    }

    private List<Effect<C>> end(Refusal why) {
        phase = Phase.STOPPED;
        var effects = new ArrayList<>(Work.notTaken(undecided.takeAll(), why));
        for (var waiter : waiters.takeAll()) {
            effects.add(new Effect.Reply<>(waiter.caller(), new InDoubt()));
        }
        effects.add(new Effect.Stop<>());
        return effects;
    }

    /** What is being decided or written. */
    List<Work<C>> underWay() {
        return batch.works();
    }

    /** How much waits to be decided; what is being written does not. */
    int undecided() {
        return undecided.size();
    }

    /** How many wait for open transfers. */
    int waiting() {
        return waiters.size();
    }

    /** The wallet as far as it is durable. */
    public Wallet wallet() {
        return wallet;
    }
}
