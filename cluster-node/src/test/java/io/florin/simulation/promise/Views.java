package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.simulation.wallet.SimulatedJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a transfer looks like from the journals of all its wallets, and nothing else. */
final class Views {
    private final SimulatedJournal journal;

    Views(SimulatedJournal journal) {
        this.journal = journal;
    }

    private record Seen(LegView view, @Nullable Instant at) {}

    TransferView of(WalletId from, Debited debited) {
        var seen = new ArrayList<Seen>();
        int legs = debited.legs().size() - (debited.fee() == 0 ? 0 : 1); // the fee is the last
        for (int leg = 0; leg < legs; leg++) seen.add(leg(from, debited, leg));
        var views = seen.stream().map(Seen::view).toList();
        var state = state(views);
        return new TransferView(
                debited.id(),
                from,
                debited.kind(),
                state,
                debited.asset(),
                views.stream().mapToLong(LegView::amount).sum(),
                views,
                debited.reverses(),
                debited.note(),
                debited.at(),
                state == State.PENDING ? null : completedAt(from, debited, seen),
                debited.fee());
    }

    private static State state(List<LegView> legs) {
        if (legs.stream().anyMatch(leg -> leg.state() == State.PENDING)) return State.PENDING;
        boolean some = legs.stream().anyMatch(leg -> leg.state() == State.COMPLETED);
        return some ? State.COMPLETED : State.RETURNED;
    }

    private Instant completedAt(WalletId from, Debited debited, List<Seen> seen) {
        var decision = find(from, Names.decision(debited.id()));
        if (decision != null) return decision.at();
        return seen.stream()
                .map(Seen::at)
                .filter(at -> at != null && at.isAfter(debited.at()))
                .max(Instant::compareTo)
                .orElse(debited.at());
    }

    private Seen leg(WalletId from, Debited debited, int index) {
        var leg = debited.legs().get(index);
        boolean mayRefuse = debited.legs().stream().anyMatch(l -> l.to() instanceof WalletId);
        if (debited.allOrNothing() && mayRefuse) {
            return seen(debited, index, find(from, Names.decision(debited.id())));
        }
        if (!(leg.to() instanceof WalletId to)) {
            return new Seen(new LegView(leg.to(), leg.amount(), State.COMPLETED, null), null);
        }
        var there = find(to, Names.credit(new LegName(from, debited.id(), index)));
        var end = find(from, Names.end(debited.id(), index));
        if (there instanceof CreditRefused) return seen(debited, index, end);
        return seen(debited, index, there);
    }

    private static Seen seen(Debited debited, int index, @Nullable WalletEvent end) {
        var leg = debited.legs().get(index);
        return switch (end) {
            case Credited e ->
                    new Seen(new LegView(leg.to(), leg.amount(), State.COMPLETED, null), e.at());
            case Confirmed _ ->
                    new Seen(new LegView(leg.to(), leg.amount(), State.COMPLETED, null), null);
            case Returned e -> new Seen(returned(debited, index, e.denial()), e.at());
            case Cancelled e ->
                    new Seen(returned(debited, index, e.leg() == index ? e.denial() : null), null);
            case null, default ->
                    new Seen(new LegView(leg.to(), leg.amount(), State.PENDING, null), null);
        };
    }

    private static LegView returned(Debited debited, int index, @Nullable Denial denial) {
        var leg = debited.legs().get(index);
        return new LegView(leg.to(), leg.amount(), State.RETURNED, denial);
    }

    /** A view may be older than the journal, but whatever it takes for ended has ended so. */
    void requireDurable(TransferView said) {
        if (!(said.from() instanceof WalletId from)) return; // a refund; told from its own event
        unless(
                find(from, Names.transfer(said.id())) instanceof Debited,
                "of a transfer that never began: %s",
                said);
        if (!(find(from, Names.transfer(said.id())) instanceof Debited debited)) return;
        var known = of(from, debited);
        if (said.state() != State.PENDING) {
            unless(said.equals(known), "said %s, durable is %s", said, known);
            return;
        }
        for (int leg = 0; leg < said.legs().size(); leg++) {
            var view = said.legs().get(leg);
            unless(
                    view.state() == State.PENDING || view.equals(known.legs().get(leg)),
                    "said %s, durable is %s",
                    said,
                    known);
        }
    }

    private @Nullable WalletEvent find(WalletId wallet, String ref) {
        var stored = journal.stream(wallet).byRef(ref);
        return stored == null ? null : stored.event();
    }
}
