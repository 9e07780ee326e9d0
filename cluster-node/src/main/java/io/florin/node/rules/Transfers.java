package io.florin.node.rules;

import static io.florin.node.rules.Guards.first;

import io.florin.node.rules.OpenTransfer.Phase;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.PeerMessage.Accepted;
import io.florin.protocol.wallet.PeerMessage.Cancel;
import io.florin.protocol.wallet.PeerMessage.Confirm;
import io.florin.protocol.wallet.PeerMessage.Credit;
import io.florin.protocol.wallet.PeerMessage.Declined;
import io.florin.protocol.wallet.PeerMessage.LegForgotten;
import io.florin.protocol.wallet.PeerMessage.LegSpendable;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.TransferProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The source's side of a transfer: {@code Debited → (Credit repeated until answered) → Settled |
 * Returned}, and {@code Confirmed | Cancelled} between them when it is all or nothing.
 */
final class Transfers {
    private Transfers() {}

    /**
     * A fee is one more leg. Then the transfer goes through as a whole or not at all, so that
     * nobody pays for what came back.
     */
    static Decision begin(
            Wallet wallet, Request request, Transfer command, Bounds bounds, Instant at) {
        var asset = command.asset();
        long fee = request.terms().fee();
        long total = command.total() + fee;
        var denial =
                first(
                        () -> Guards.open(wallet),
                        () -> notToItself(wallet, command.legs()),
                        () -> Guards.debitsAllowed(wallet),
                        () -> Spending.within(wallet, request, asset, command.total(), at),
                        () -> Guards.funds(wallet, asset, total),
                        () -> Guards.lowerBound(wallet, asset, total),
                        () -> Guards.roomForTransfer(wallet, bounds));
        if (denial != null) return Requests.refuse(request, at, denial);
        var position = wallet.position(asset);
        boolean whole = command.allOrNothing() || fee > 0;
        return debit(
                wallet,
                new Debited(
                        at,
                        Requests.receipt(request),
                        command.id(),
                        TransferKind.TRANSFER,
                        asset,
                        withFee(command.legs(), fee),
                        whole && mayBeRefused(command.legs()),
                        null,
                        null,
                        false,
                        command.note().under(request.terms().schedule()),
                        new Balance(position.posted() - total, position.held()),
                        fee),
                List.of());
    }

    private static List<Leg> withFee(List<Leg> legs, long fee) {
        if (fee == 0) return legs;
        var all = new ArrayList<>(legs);
        all.add(new Leg(SystemAccount.FEES, fee));
        return all;
    }

    static @Nullable Denial notToItself(Wallet wallet, List<Leg> legs) {
        return Guards.when(
                legs.stream().anyMatch(leg -> leg.to().equals(wallet.id())), Refusal.SELF_TRANSFER);
    }

    /** With system accounts only there is nothing to decide: all of it is paid at once. */
    private static boolean mayBeRefused(List<Leg> legs) {
        return legs.stream().anyMatch(leg -> leg.to() instanceof WalletId);
    }

    /** The debit, {@code also} in the same write, and what follows once both are durable. */
    static Decision debit(Wallet wallet, Debited debited, List<? extends WalletEvent> also) {
        var transfer = OpenTransfer.begin(debited);
        var events = new ArrayList<WalletEvent>();
        events.add(debited);
        events.addAll(also);
        if (transfer.hasEnded()) { // to system accounts only, which cannot refuse
            var capture = debited.capture();
            var hold = capture == null ? null : capture.hold();
            return Decision.replies(Answers.outcome(wallet.id(), transfer, hold, false), events);
        }
        return Decision.waits(debited.id(), false, events, questions(wallet, transfer));
    }

    static List<PeerMessage> questions(Wallet wallet, OpenTransfer transfer) {
        return transfer.openLegs()
                .<PeerMessage>mapToObj(leg -> question(wallet, transfer, leg))
                .toList();
    }

    /** What the source asks of an open leg's destination, until it is answered. */
    static PeerMessage question(Wallet wallet, OpenTransfer transfer, int leg) {
        var name = transfer.name(wallet.id(), leg);
        var to = transfer.destination(leg);
        var debited = transfer.debited();
        return switch (transfer.phase()) {
            case CREDITING ->
                    new Credit(
                            to,
                            name,
                            debited.kind(),
                            debited.money(leg),
                            debited.note(),
                            debited.allOrNothing());
            case CONFIRMING -> new Confirm(to, name);
            case CANCELLING -> new Cancel(to, name);
        };
    }

    /**
     * A destination answered. Stale answers, and those to questions no longer asked, are nothing.
     */
    static Decision hear(
            Wallet wallet, PeerMessage.Answer answer, Heard heard, Recall recall, Instant at) {
        var transfer = wallet.transfers().get(answer.leg().transfer());
        int leg = answer.leg().leg();
        if (transfer == null || !transfer.isOpen(leg)) return Decision.NOTHING;
        if (heard.has(answer.leg().transfer(), leg)) return Decision.NOTHING;
        return switch (answer) {
            case Accepted a when transfer.phase() == Phase.CREDITING ->
                    accepted(wallet, transfer, a, heard, at);
            case Declined d when transfer.phase() == Phase.CREDITING ->
                    declined(wallet, transfer, d, heard, recall, at);
            case LegSpendable _ when transfer.phase() == Phase.CONFIRMING ->
                    Decision.NOTHING.hearing(answer);
            case LegForgotten _ when transfer.phase() == Phase.CANCELLING ->
                    Decision.NOTHING.hearing(answer);
            case Accepted _, Declined _, LegSpendable _, LegForgotten _ -> Decision.NOTHING;
        };
    }

    private static Decision accepted(
            Wallet wallet, OpenTransfer transfer, Accepted answer, Heard heard, Instant at) {
        int leg = answer.leg().leg();
        var known = heard.plus(answer);
        if (transfer.debited().allOrNothing()) {
            return isHeardOfAll(transfer, known)
                    ? confirm(wallet, transfer, at)
                    : Decision.NOTHING.hearing(answer);
        }
        if (transfer.debited().capture() != null) {
            var settled = Settlements.settle(wallet, transfer, leg, answer.at(), at);
            return progress(transfer, List.of(settled), settled.hold(), heard);
        }
        return Decision.NOTHING
                .hearing(answer)
                .resolving(Settlements.asHeard(transfer, known), null);
    }

    private static Decision declined(
            Wallet wallet,
            OpenTransfer transfer,
            Declined answer,
            Heard heard,
            Recall recall,
            Instant at) {
        int leg = answer.leg().leg();
        if (transfer.debited().allOrNothing()) {
            return cancel(wallet, transfer, leg, answer.denial(), at);
        }
        var events = Settlements.giveBack(wallet, transfer, leg, answer.denial(), recall, at);
        return progress(transfer, events, null, heard);
    }

    /** The events, the first of which moves the transfer on, and its outcome if that ends it. */
    private static Decision progress(
            OpenTransfer transfer,
            List<? extends WalletEvent> events,
            @Nullable HoldFacts hold,
            Heard heard) {
        var reached = transfer.apply((TransferProgress) events.getFirst());
        return Decision.silently(List.copyOf(events), List.of())
                .resolving(Settlements.asHeard(reached, heard), hold);
    }

    private static boolean isHeardOfAll(OpenTransfer transfer, Heard heard) {
        var legs = heard.of(transfer.debited().id());
        return transfer.openLegs().allMatch(legs::containsKey);
    }

    /** Committed before any confirm is sent: from here on the transfer cannot fail. */
    private static Decision confirm(Wallet wallet, OpenTransfer transfer, Instant at) {
        var debited = transfer.debited();
        var systemLegs =
                debited.legs().stream().filter(leg -> leg.to() instanceof SystemAccount).toList();
        var event =
                new Confirmed(
                        at, debited.id(), debited.asset(), systemLegs, debited.note().schedule());
        var decided = transfer.apply(event);
        return Decision.silently(List.of(event), questions(wallet, decided))
                .resolving(decided, null);
    }

    /** Committed before any cancel is sent: the money is back, and no leg can come any more. */
    private static Decision cancel(
            Wallet wallet, OpenTransfer transfer, int leg, Denial cause, Instant at) {
        var debited = transfer.debited();
        var money = new Money(debited.asset(), debited.total());
        var position = wallet.position(debited.asset());
        var after = new Balance(position.posted() + money.minor(), position.held());
        var event =
                new Cancelled(
                        at, debited.id(), money, leg, cause, after, debited.note().schedule());
        var decided = transfer.apply(event);
        return Decision.silently(List.of(event), questions(wallet, decided))
                .resolving(decided, null);
    }
}
