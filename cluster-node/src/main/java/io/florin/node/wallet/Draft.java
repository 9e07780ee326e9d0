package io.florin.node.wallet;

import io.florin.node.rules.CorruptHistory;
import io.florin.node.rules.Decision;
import io.florin.node.rules.Decision.Impossible;
import io.florin.node.rules.Decision.Replies;
import io.florin.node.rules.Decision.Resolved;
import io.florin.node.rules.Decision.Silent;
import io.florin.node.rules.Decision.TurnedAway;
import io.florin.node.rules.Decision.Unwritten;
import io.florin.node.rules.Decision.Waits;
import io.florin.node.rules.Heard;
import io.florin.node.rules.Recall;
import io.florin.node.rules.Stored;
import io.florin.node.rules.Wallet;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch as it is being decided: the wallet as it will be, the events to write, and what is to
 * be said once they are durable. Thrown away whole if the write fails.
 */
final class Draft<C> {
    /** Somebody who hears what becomes of an open transfer. */
    record Waiter<C>(TransferId transfer, C caller, Instant deadline, boolean replayed) {}

    private final Recall recall;
    private Wallet wallet;
    private Heard heard;
    private final List<WalletEvent> events = new ArrayList<>();
    private final List<Effect<C>> effects = new ArrayList<>();
    private final List<Waiter<C>> waiters = new ArrayList<>();
    private final List<Resolved> resolved = new ArrayList<>();

    Draft(Wallet wallet, Heard heard, Recall recall) {
        this.wallet = wallet;
        this.heard = heard;
        this.recall = recall;
    }

    /** A decision with the caller of the work it decides; nobody for a peer's message. */
    void take(Decision decision, @Nullable C caller, Instant deadline) {
        write(decision.events());
        if (decision.heard() != null) heard = heard.plus(decision.heard());
        decision.sends().forEach(message -> effects.add(new Effect.Send<>(message)));
        if (decision.resolved() != null) resolved.add(decision.resolved());
        if (decision.outcome() instanceof Impossible(var what)) throw new CorruptHistory(what);
        if (caller == null) return;
        switch (decision.outcome()) {
            case Replies(var reply) -> reply(caller, reply);
            case Unwritten(var reply) -> reply(caller, reply);
            case TurnedAway(var reply) -> reply(caller, reply);
            case Waits(var transfer, var replayed) ->
                    waiters.add(new Waiter<>(transfer, caller, deadline, replayed));
            case Impossible _, Silent _ -> {}
        }
    }

    void reply(C caller, WalletReply reply) {
        effects.add(new Effect.Reply<>(caller, reply));
    }

    void write(List<WalletEvent> more) {
        for (var event : more) {
            wallet = wallet.apply(event);
            events.add(event);
            recall.add(new Stored(wallet.version(), event));
            switch (event) { // what was heard before a decision says nothing of what follows it
                case Confirmed e -> heard = heard.minus(e.id());
                case Cancelled e -> heard = heard.minus(e.id());
                default -> {}
            }
        }
    }

    /** Forgets what was heard of transfers that have ended. */
    void forgetEnded() {
        if (heard.isEmpty()) return;
        for (var transfer : heard.legs().keySet()) {
            if (!wallet.transfers().containsKey(transfer)) heard = heard.minus(transfer);
        }
    }

    Wallet wallet() {
        return wallet;
    }

    Heard heard() {
        return heard;
    }

    Recall recall() {
        return recall;
    }

    List<WalletEvent> events() {
        return events;
    }

    List<Effect<C>> effects() {
        return effects;
    }

    List<Waiter<C>> waiters() {
        return waiters;
    }

    List<Resolved> resolved() {
        return resolved;
    }
}
