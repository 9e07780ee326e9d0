package io.florin.node.rules;

import io.florin.node.rules.OpenTransfer.Arrived;
import io.florin.node.rules.OpenTransfer.CameBack;
import io.florin.protocol.account.Account;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletView;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers from events alone, so that the first answer and every repeat, today's or next year's,
 * come from the same facts.
 */
final class Answers {
    private Answers() {}

    static Answer of(WalletId id, long version, Opened e) {
        return new Answer.OfWallet(
                new WalletView(
                        id,
                        e.owner(),
                        Status.OPEN,
                        Permission.ALLOWED,
                        Permission.ALLOWED,
                        e.overdraft(),
                        e.metadata(),
                        version,
                        List.of(),
                        e.at()));
    }

    static Answer of(WalletId id, long version, Updated e) {
        return new Answer.OfSettings(
                id,
                e.debits(),
                e.credits(),
                e.status(),
                e.overdraft(),
                e.limits(),
                version,
                e.at());
    }

    static Answer of(WalletId id, Deposited e) {
        return new Answer.OfMovement(
                e.movement(),
                Answer.Direction.DEPOSIT,
                id,
                e.money(),
                e.account(),
                e.reference(),
                e.note(),
                e.at(),
                e.after().posted(),
                0,
                e.suspended());
    }

    static Answer of(WalletId id, Withdrawn e) {
        return new Answer.OfMovement(
                e.movement(),
                Answer.Direction.WITHDRAWAL,
                id,
                e.money(),
                e.account(),
                e.reference(),
                e.note(),
                e.at(),
                e.after().posted(),
                e.fee());
    }

    static Answer of(WalletId id, JobSubmitted e) {
        return new Answer.OfJob(id, e.job(), false);
    }

    static Answer of(WalletId id, JobEnded e) {
        return new Answer.OfJob(id, e.job(), false);
    }

    static Answer of(WalletId id, Refunded e) {
        return new Answer.OfTransfer(
                new TransferView(
                        e.id(),
                        e.account(),
                        TransferKind.REVERSAL,
                        State.COMPLETED,
                        e.money().asset(),
                        e.money().minor(),
                        List.of(new LegView(id, e.money().minor(), State.COMPLETED, null)),
                        e.original(),
                        e.note(),
                        e.at(),
                        e.at()));
    }

    /** What the transfer's caller hears once every leg's outcome is known. */
    static WalletReply outcome(
            WalletId from, OpenTransfer transfer, @Nullable HoldFacts hold, boolean replayed) {
        var view = view(from, transfer);
        var denial = firstDenial(view);
        if (view.state() == State.RETURNED && denial != null) return new Denied(denial, replayed);
        return new Done(
                hold == null
                        ? new Answer.OfTransfer(view)
                        : new Answer.OfHold(from, hold, null, view),
                replayed);
    }

    private static @Nullable Denial firstDenial(TransferView view) {
        for (var leg : view.legs()) {
            if (leg.denial() != null) return leg.denial();
        }
        return null;
    }

    static boolean isKnown(OpenTransfer transfer) {
        return transfer.hasEnded() || transfer.decision() != null;
    }

    static TransferView view(WalletId from, OpenTransfer transfer) {
        var debited = transfer.debited();
        List<LegView> legs =
                IntStream.range(0, debited.legs().size())
                        .filter(leg -> !debited.isFee(leg))
                        .mapToObj(leg -> legView(transfer, leg))
                        .toList();
        var state = stateOf(legs);
        return new TransferView(
                debited.id(),
                from,
                debited.kind(),
                state,
                debited.asset(),
                debited.sent(),
                legs,
                debited.reverses(),
                debited.note(),
                debited.at(),
                state == State.PENDING ? null : completedAt(transfer),
                debited.fee());
    }

    private static State stateOf(List<LegView> legs) {
        if (legs.stream().anyMatch(leg -> leg.state() == State.PENDING)) return State.PENDING;
        return legs.stream().anyMatch(leg -> leg.state() == State.COMPLETED)
                ? State.COMPLETED
                : State.RETURNED;
    }

    private static LegView legView(OpenTransfer transfer, int index) {
        Debited debited = transfer.debited();
        Leg leg = debited.legs().get(index);
        if (debited.allOrNothing()) return decidedView(transfer, index, leg);
        return switch (transfer.ended().get(index)) {
            case Arrived _ -> new LegView(leg.to(), leg.amount(), State.COMPLETED, null);
            case CameBack(_, var denial) ->
                    new LegView(leg.to(), leg.amount(), State.RETURNED, denial);
            case null -> new LegView(leg.to(), leg.amount(), unanswered(leg.to()), null);
        };
    }

    /** A system account cannot refuse: its leg went through with the debit. */
    private static State unanswered(Account to) {
        return to instanceof WalletId ? State.PENDING : State.COMPLETED;
    }

    private static LegView decidedView(OpenTransfer transfer, int index, Leg leg) {
        var decision = transfer.decision();
        if (decision == null) return new LegView(leg.to(), leg.amount(), State.PENDING, null);
        if (decision.confirmed()) {
            return new LegView(leg.to(), leg.amount(), State.COMPLETED, null);
        }
        var denial = index == decision.leg() ? decision.cause() : null;
        return new LegView(leg.to(), leg.amount(), State.RETURNED, denial);
    }

    private static Instant completedAt(OpenTransfer transfer) {
        var decision = transfer.decision();
        if (decision != null) return decision.at();
        var latest = transfer.debited().at();
        for (var end : transfer.ended().values()) {
            if (end.at().isAfter(latest)) latest = end.at();
        }
        return latest;
    }
}
