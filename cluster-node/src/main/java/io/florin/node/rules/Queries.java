package io.florin.node.rules;

import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.journal.NameQuery.Ref;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletQuery.FindHold;
import io.florin.protocol.wallet.WalletQuery.FindTransfer;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import java.util.List;

/** What a wallet says of itself; nothing is written. */
final class Queries {
    private Queries() {}

    static List<NameQuery> names(Wallet wallet, WalletQuery query) {
        return switch (query) {
            case Look _ -> List.of();
            case FindTransfer(var id) when wallet.transfers().containsKey(id) -> List.of();
            case FindTransfer(var id) -> List.of(new Ref(Names.transfer(id)));
            case FindHold(var id) when wallet.holds().containsKey(id) -> List.of();
            case FindHold(var id) -> Holds.names(id);
        };
    }

    static WalletReply answer(Wallet wallet, Heard heard, WalletQuery query, Recall recall) {
        return switch (query) {
            case Look _ ->
                    wallet.profile().status() == Status.ABSENT
                            ? denied(Refusal.WALLET_NOT_FOUND)
                            : done(new Answer.OfWallet(wallet.view()));
            case FindTransfer q -> transfer(wallet, heard, q, recall);
            case FindHold(var id) -> hold(wallet, id, recall);
        };
    }

    private static WalletReply transfer(
            Wallet wallet, Heard heard, FindTransfer query, Recall recall) {
        var open = wallet.transfers().get(query.id());
        if (open != null) {
            var asHeard = Settlements.asHeard(open, heard);
            return done(new Answer.OfTransfer(Answers.view(wallet.id(), asHeard)));
        }
        var stored = recall.ref(Names.transfer(query.id()));
        if (stored == null) return denied(Refusal.TRANSFER_NOT_FOUND);
        return switch (stored.event()) {
            case Debited e -> {
                var ended = History.rebuild(e, recall);
                yield done(new Answer.OfTransfer(Answers.view(wallet.id(), ended)));
            }
            case Refunded e -> done(Answers.of(wallet.id(), e));
            case Refused e ->
                    done(new Answer.OfRefusedTransfer(wallet.id(), query.id(), e.denial(), e.at()));
            default -> throw new CorruptHistory("no transfer is named by " + stored);
        };
    }

    private static WalletReply hold(Wallet wallet, HoldId id, Recall recall) {
        var open = wallet.holds().get(id);
        if (open != null) {
            return done(new Answer.OfHold(wallet.id(), open.facts(), open.note(), null));
        }
        var end = recall.ref(Names.holdEnd(id));
        if (end != null && end.event() instanceof Released released) {
            return done(new Answer.OfHold(wallet.id(), released.hold(), null, null));
        }
        var began = recall.ref(Names.hold(id));
        return denied(began == null ? Refusal.HOLD_NOT_FOUND : Refusal.HOLD_FINISHED);
    }

    private static WalletReply done(Answer answer) {
        return new Done(answer, false);
    }

    private static WalletReply denied(Refusal why) {
        return new Denied(Denial.of(why), false);
    }
}
