package io.florin.node.rules;

import static io.florin.node.rules.Guards.first;
import static io.florin.node.rules.Guards.when;

import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.journal.NameQuery.Ref;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.PeerMessage.Accepted;
import io.florin.protocol.wallet.PeerMessage.Cancel;
import io.florin.protocol.wallet.PeerMessage.Confirm;
import io.florin.protocol.wallet.PeerMessage.Credit;
import io.florin.protocol.wallet.PeerMessage.Declined;
import io.florin.protocol.wallet.PeerMessage.LegForgotten;
import io.florin.protocol.wallet.PeerMessage.LegSpendable;
import io.florin.protocol.wallet.PeerMessage.Question;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Received;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The destination's side of a transfer. Each leg is decided once and for ever; a refusal is written
 * like everything else, by a wallet that does not exist too; a repeat gets the same answer.
 */
final class Credits {
    private Credits() {}

    static List<NameQuery> names(Wallet wallet, Question question) {
        var leg = question.leg();
        return switch (question) {
            case Credit _ -> List.of(new Ref(Names.credit(leg)));
            case Confirm _, Cancel _ ->
                    wallet.received().containsKey(leg)
                            ? List.of()
                            : List.of(new Ref(Names.confirmation(leg)), new Ref(Names.credit(leg)));
        };
    }

    static Decision take(
            Wallet wallet, Question question, Recall recall, Bounds bounds, Instant at) {
        return switch (question) {
            case Credit q -> credit(wallet, q, recall, bounds, at);
            case Confirm q -> confirm(wallet, q.leg(), recall, at);
            case Cancel q -> cancel(wallet, q.leg(), recall, at);
        };
    }

    private static Decision credit(
            Wallet wallet, Credit question, Recall recall, Bounds bounds, Instant at) {
        var leg = question.leg();
        var stored = recall.ref(Names.credit(leg));
        if (stored != null) return answer(answerOf(leg, stored.event()));
        var denial = denial(wallet, question, bounds);
        if (denial != null) {
            return answer(
                    new Declined(leg, denial),
                    new CreditRefused(at, leg, question.money(), denial));
        }
        return answer(new Accepted(leg, at), accept(wallet, question, at));
    }

    private static PeerMessage.Answer answerOf(LegName leg, WalletEvent stored) {
        return switch (stored) {
            case Credited e -> new Accepted(leg, e.at());
            case Received e -> new Accepted(leg, e.at());
            case CreditRefused e -> new Declined(leg, e.denial());
            case LegCancelled _ -> new Declined(leg, Denial.of(Refusal.LEG_CANCELLED));
            default -> throw new CorruptHistory("no leg is named by " + stored);
        };
    }

    private static WalletEvent accept(Wallet wallet, Credit question, Instant at) {
        var money = question.money();
        var leg = question.leg();
        if (question.promised()) {
            return new Received(at, leg, question.kind(), money, question.note());
        }
        var position = wallet.position(money.asset());
        boolean suspended = wallet.profile().status() == Status.CLOSED;
        long more = suspended ? 0 : money.minor();
        var after = new Balance(position.posted() + more, position.held());
        return new Credited(at, leg, question.kind(), money, question.note(), suspended, after);
    }

    private static @Nullable Denial denial(Wallet wallet, Credit question, Bounds bounds) {
        var money = question.money();
        var profile = wallet.profile();
        if (isDueToClosed(wallet, question)) return null;
        boolean newAsset = !wallet.positions().containsKey(money.asset());
        return first(
                () -> when(profile.status() == Status.ABSENT, Refusal.DESTINATION_NOT_FOUND),
                () -> when(profile.status() == Status.CLOSED, Refusal.DESTINATION_CLOSED),
                () -> when(profile.credits() == Permission.BLOCKED, Refusal.DESTINATION_BLOCKED),
                () ->
                        when(
                                !wallet.position(money.asset()).fits(money.minor()),
                                Refusal.DESTINATION_FULL),
                () ->
                        when(
                                newAsset && wallet.positions().size() >= bounds.maxAssets(),
                                Refusal.DESTINATION_FULL),
                () ->
                        when(
                                question.promised()
                                        && wallet.received().size() >= bounds.maxReceivedLegs(),
                                Refusal.DESTINATION_FULL));
    }

    /** A reversal's money belongs to the owner of a closed wallet: it waits in suspense. */
    private static boolean isDueToClosed(Wallet wallet, Credit question) {
        return wallet.profile().status() == Status.CLOSED
                && question.kind() == TransferKind.REVERSAL
                && !question.promised();
    }

    private static Decision confirm(Wallet wallet, LegName leg, Recall recall, Instant at) {
        var received = wallet.received().get(leg);
        if (received != null) {
            var money = received.money();
            var position = wallet.position(money.asset());
            var after = new Balance(position.posted() + money.minor(), position.held());
            return answer(
                    new LegSpendable(leg, at),
                    new LegConfirmed(at, leg, received.kind(), money, received.note(), after));
        }
        var end = recall.ref(Names.confirmation(leg));
        if (end != null && end.event() instanceof LegConfirmed e) {
            return answer(new LegSpendable(leg, e.at()));
        }
        return Decision.impossible("confirmed, but never received: " + leg);
    }

    private static Decision cancel(Wallet wallet, LegName leg, Recall recall, Instant at) {
        if (wallet.received().containsKey(leg)) {
            return answer(new LegForgotten(leg, at), new LegCancelled(at, leg, true));
        }
        var end = recall.ref(Names.confirmation(leg));
        if (end != null) return answer(new LegForgotten(leg, end.event().at()));
        var refused = recall.ref(Names.credit(leg));
        if (refused != null) return answer(new LegForgotten(leg, refused.event().at()));
        return answer(new LegForgotten(leg, at), new LegCancelled(at, leg, false));
    }

    private static Decision answer(PeerMessage.Answer answer, WalletEvent... events) {
        return Decision.silently(List.of(events), List.of(answer));
    }
}
