package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.PeerMessage.Accepted;
import io.florin.protocol.wallet.PeerMessage.Cancel;
import io.florin.protocol.wallet.PeerMessage.Confirm;
import io.florin.protocol.wallet.PeerMessage.Credit;
import io.florin.protocol.wallet.PeerMessage.Declined;
import io.florin.protocol.wallet.PeerMessage.LegForgotten;
import io.florin.protocol.wallet.PeerMessage.LegSpendable;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.simulation.wallet.SimulatedJournal;
import org.jspecify.annotations.Nullable;

/** Promise 2 between wallets: whatever one says to another is durable before it is said. */
final class Speech {
    private final SimulatedJournal journal;

    Speech(SimulatedJournal journal) {
        this.journal = journal;
    }

    void said(PeerMessage message) {
        boolean durable =
                switch (message) {
                    case Credit m ->
                            atSource(message, "begun") instanceof Debited e
                                    && e.money(m.leg().leg()).equals(m.money())
                                    && e.legs().get(m.leg().leg()).to().equals(m.to())
                                    && e.kind() == m.kind()
                                    && e.allOrNothing() == m.promised();
                    case Confirm _ -> atSource(message, "decided") instanceof Confirmed;
                    case Cancel _ -> atSource(message, "decided") instanceof Cancelled;
                    case Accepted(_, var at) -> {
                        var event = there(message, "arrived");
                        yield (event instanceof Credited || event instanceof Received)
                                && event.at().equals(at);
                    }
                    case Declined(_, var denial) ->
                            switch (there(message, "arrived")) {
                                case CreditRefused e -> e.denial().equals(denial);
                                case LegCancelled _ -> denial.why() == Refusal.LEG_CANCELLED;
                                case null, default -> false;
                            };
                    case LegSpendable(_, var at) ->
                            there(message, "ended") instanceof LegConfirmed e && e.at().equals(at);
                    case LegForgotten(_, var at) -> {
                        var end = there(message, "ended");
                        var event = end == null ? there(message, "arrived") : end;
                        yield (event instanceof LegCancelled || event instanceof CreditRefused)
                                && event.at().equals(at);
                    }
                };
        unless(durable, "said, but not durable: %s", message);
    }

    private @Nullable WalletEvent atSource(PeerMessage message, String step) {
        var leg = message.leg();
        var name =
                step.equals("begun")
                        ? Names.transfer(leg.transfer())
                        : Names.decision(leg.transfer());
        return find(leg.from(), name);
    }

    /** What the leg's destination has stored. */
    private @Nullable WalletEvent there(PeerMessage message, String step) {
        var leg = message.leg();
        if (!(find(leg.from(), Names.transfer(leg.transfer())) instanceof Debited debited)) {
            return null;
        }
        if (!(debited.legs().get(leg.leg()).to() instanceof WalletId destination)) return null;
        var name = step.equals("arrived") ? Names.credit(leg) : Names.confirmation(leg);
        return find(destination, name);
    }

    private @Nullable WalletEvent find(WalletId wallet, String ref) {
        var stored = journal.stream(wallet).byRef(ref);
        return stored == null ? null : stored.event();
    }
}
