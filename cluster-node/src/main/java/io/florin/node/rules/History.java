package io.florin.node.rules;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.NameQuery.Order;
import io.florin.protocol.journal.NameQuery.RefPrefix;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.TransferProgress;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the wallet once decided, told again from the stored events. */
final class History {
    private History() {}

    /** The decision for a repeat of the request that the stored event answers. */
    static Decision replay(Wallet wallet, Heard heard, Stored stored, Recall recall) {
        var id = wallet.id();
        return switch (stored.event()) {
            case Opened e -> done(Answers.of(id, stored.sequence(), e));
            case Updated e -> done(Answers.of(id, stored.sequence(), e));
            case Deposited e -> done(Answers.of(id, e));
            case Withdrawn e -> done(Answers.of(id, e));
            case Refunded e -> done(Answers.of(id, e));
            case Held e -> done(new Answer.OfHold(id, e.hold(), e.note(), null));
            case Released e -> done(new Answer.OfHold(id, e.hold(), null, null));
            case JobSubmitted e -> done(Answers.of(id, e));
            case JobEnded e -> done(Answers.of(id, e));
            case JobFoundOpen e -> done(new Answer.OfJob(id, e.job(), true));
            case Refused e -> Decision.replies(new Denied(e.denial(), true));
            case Repeated e -> replay(wallet, heard, meant(e, recall), recall);
            case Debited e -> replayTransfer(wallet, heard, e, recall);
            case TransferProgress _,
                    Credited _,
                    CreditRefused _,
                    Received _,
                    LegConfirmed _,
                    LegCancelled _,
                    ReversalCounted _ ->
                    throw new CorruptHistory("no request is answered by " + stored);
        };
    }

    private static Stored meant(Repeated repeated, Recall recall) {
        var stored = recall.ref(repeated.name());
        if (stored == null) throw new CorruptHistory("nothing is stored as " + repeated.name());
        return stored;
    }

    private static Decision done(Answer answer) {
        return Decision.replies(new Done(answer, true));
    }

    /** An open transfer is waited for like the first time; a known outcome is told again. */
    private static Decision replayTransfer(
            Wallet wallet, Heard heard, Debited debited, Recall recall) {
        var open = wallet.transfers().get(debited.id());
        if (open == null) return Decision.replies(ended(wallet.id(), debited, recall));
        var asHeard = Settlements.asHeard(open, heard);
        return Answers.isKnown(asHeard)
                ? Decision.replies(Answers.outcome(wallet.id(), asHeard, null, true))
                : Decision.waits(debited.id(), true, List.of(), List.of());
    }

    private static WalletReply ended(WalletId id, Debited debited, Recall recall) {
        return Answers.outcome(id, rebuild(debited, recall), holdAfter(debited, recall), true);
    }

    /** The transfer as it ended, from its debit, its decision and the ends of its legs. */
    static OpenTransfer rebuild(Debited debited, Recall recall) {
        var transfer = OpenTransfer.begin(debited);
        if (debited.allOrNothing()) {
            var decision = recall.ref(Names.decision(debited.id()));
            if (decision != null) transfer = transfer.apply((TransferProgress) decision.event());
        }
        if (transfer.hasEnded()) return transfer;
        for (var end : recall.refs(ends(debited.id()))) {
            transfer = transfer.apply((TransferProgress) end.event());
        }
        return transfer;
    }

    /** The facts of a captured hold as the capture's caller heard them; null if not a capture. */
    private static @Nullable HoldFacts holdAfter(Debited debited, Recall recall) {
        var capture = debited.capture();
        if (capture == null) return null;
        if (OpenTransfer.begin(debited).hasEnded()) return capture.hold();
        for (var end : recall.refs(ends(debited.id()))) {
            if (end.event() instanceof Settled settled) return settled.hold();
        }
        return capture.hold();
    }

    private static RefPrefix ends(TransferId id) {
        return new RefPrefix(Names.ends(id), Leg.MAX_LEGS, Order.SMALLEST_FIRST);
    }
}
