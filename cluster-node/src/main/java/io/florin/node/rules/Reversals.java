package io.florin.node.rules;

import static io.florin.node.rules.Guards.first;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.journal.NameQuery.Order;
import io.florin.protocol.journal.NameQuery.Ref;
import io.florin.protocol.journal.NameQuery.RefPrefix;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletReply.Done;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Money of an ended leg goes back, in parts or at once, decided by the wallet that was credited;
 * or, if a system account was, by the wallet that had paid. What has been reversed in all is
 * counted in events of its own, under numbered names, so that it is found again however old the leg
 * is.
 */
final class Reversals {
    /** Below the six digits of a name: each one under way may need one more to come back. */
    private static final int MAX_PARTS = 900_000;

    private Reversals() {}

    static List<NameQuery> names(Reverse command) {
        var leg = command.original();
        return List.of(
                new Ref(Names.credit(leg)),
                new Ref(Names.confirmation(leg)),
                new Ref(Names.transfer(leg.transfer())),
                latest(leg));
    }

    private static RefPrefix latest(LegName leg) {
        return new RefPrefix(Names.reversals(leg), 1, Order.LARGEST_FIRST);
    }

    /** What there is to reverse, or why there is nothing. */
    private sealed interface Original {
        record Leg(Money money, boolean paidToSystem, @Nullable SystemAccount account)
                implements Original {}

        record Missing(Refusal why) implements Original {}
    }

    static Decision reverse(
            Wallet wallet,
            Request request,
            Reverse command,
            Recall recall,
            Bounds bounds,
            Instant at) {
        var denial = first(() -> Guards.open(wallet), () -> allowed(wallet, command));
        if (denial != null) return Requests.refuse(request, at, denial);
        return switch (original(wallet, command.original(), recall)) {
            case Original.Missing(var why) -> Requests.refuse(request, at, Denial.of(why));
            case Original.Leg(var money, _, var account) ->
                    reverse(wallet, request, command, money, account, recall, bounds, at);
        };
    }

    /** Only what this wallet was credited with is a debit; what it had paid comes in. */
    private static @Nullable Denial allowed(Wallet wallet, Reverse command) {
        boolean comesIn = command.original().from().equals(wallet.id());
        return comesIn || command.forced() ? null : Guards.debitsAllowed(wallet);
    }

    private static Decision reverse(
            Wallet wallet,
            Request request,
            Reverse command,
            Money original,
            @Nullable SystemAccount account,
            Recall recall,
            Bounds bounds,
            Instant at) {
        var before = counted(command.original(), recall);
        long left = original.minor() - before.total();
        long asked = command.amount() == null ? left : command.amount();
        if (asked < 1 || asked > left) {
            var facts = Map.of("requested", asked, "left", left);
            return Requests.refuse(
                    request, at, new Denial(Refusal.REVERSAL_EXCEEDS_TRANSFER, facts));
        }
        if (before.number() >= MAX_PARTS) {
            return Requests.refuse(request, at, Denial.of(Refusal.REVERSALS_EXHAUSTED));
        }
        var counted =
                new ReversalCounted(
                        at, command.original(), before.number() + 1, before.total() + asked);
        var money = original.withMinor(asked);
        return account == null
                ? sendBack(wallet, request, command, money, counted, bounds, at)
                : takeBack(wallet, request, command, money, account, counted, at);
    }

    private static Decision sendBack(
            Wallet wallet,
            Request request,
            Reverse command,
            Money money,
            ReversalCounted counted,
            Bounds bounds,
            Instant at) {
        var denial =
                first(
                        () -> fundsUnlessForced(wallet, command, money),
                        () -> Guards.lowerBound(wallet, money.asset(), money.minor()),
                        () -> Guards.roomForTransfer(wallet, bounds));
        if (denial != null) return Requests.refuse(request, at, denial);
        var position = wallet.position(money.asset());
        var debited =
                new Debited(
                        at,
                        Requests.receipt(request),
                        command.transfer(),
                        TransferKind.REVERSAL,
                        money.asset(),
                        List.of(new Leg(command.original().from(), money.minor())),
                        false,
                        null,
                        command.original(),
                        command.forced(),
                        command.note().under(request.terms().schedule()),
                        new Balance(position.posted() - money.minor(), position.held()),
                        0);
        return Transfers.debit(wallet, debited, List.of(counted));
    }

    private static @Nullable Denial fundsUnlessForced(Wallet wallet, Reverse command, Money money) {
        return command.forced() ? null : Guards.funds(wallet, money.asset(), money.minor());
    }

    private static Decision takeBack(
            Wallet wallet,
            Request request,
            Reverse command,
            Money money,
            SystemAccount account,
            ReversalCounted counted,
            Instant at) {
        var denial = Guards.upperBound(wallet, money);
        if (denial != null) return Requests.refuse(request, at, denial);
        var position = wallet.position(money.asset());
        var refunded =
                new Refunded(
                        at,
                        Requests.receipt(request),
                        command.transfer(),
                        command.original(),
                        account,
                        money,
                        command.note().under(request.terms().schedule()),
                        new Balance(position.posted() + money.minor(), position.held()));
        var reply = new Done(Answers.of(wallet.id(), refunded), false);
        return Decision.replies(reply, refunded, counted);
    }

    private static Original original(Wallet wallet, LegName leg, Recall recall) {
        return leg.from().equals(wallet.id()) ? paid(wallet, leg, recall) : credited(leg, recall);
    }

    private static Original credited(LegName leg, Recall recall) {
        var stored = recall.ref(Names.credit(leg));
        if (stored == null) return new Original.Missing(Refusal.TRANSFER_NOT_FOUND);
        return switch (stored.event()) {
            case Credited e when !e.suspended() -> new Original.Leg(e.money(), false, null);
            case CreditRefused _ -> new Original.Missing(Refusal.TRANSFER_NOT_COMPLETED);
            case Received e -> confirmed(leg, e, recall);
            default -> new Original.Missing(Refusal.TRANSFER_NOT_COMPLETED);
        };
    }

    private static Original confirmed(LegName leg, Received received, Recall recall) {
        var end = recall.ref(Names.confirmation(leg));
        if (end == null) return new Original.Missing(Refusal.TRANSFER_NOT_ENDED);
        return end.event() instanceof LegConfirmed
                ? new Original.Leg(received.money(), false, null)
                : new Original.Missing(Refusal.TRANSFER_NOT_COMPLETED);
    }

    private static Original paid(Wallet wallet, LegName leg, Recall recall) {
        var stored = recall.ref(Names.transfer(leg.transfer()));
        if (stored == null
                || !(stored.event() instanceof Debited debited)
                || leg.leg() >= debited.legs().size()
                || !(debited.legs().get(leg.leg()).to() instanceof SystemAccount account)) {
            return new Original.Missing(Refusal.TRANSFER_NOT_FOUND);
        }
        var asked = new Original.Leg(debited.money(leg.leg()), true, account);
        if (!debited.allOrNothing()) return asked;
        if (wallet.transfers().containsKey(leg.transfer())) {
            return new Original.Missing(Refusal.TRANSFER_NOT_ENDED);
        }
        var decision = recall.ref(Names.decision(leg.transfer()));
        return decision != null && decision.event() instanceof Confirmed
                ? asked
                : new Original.Missing(Refusal.TRANSFER_NOT_COMPLETED);
    }

    /** How much of a leg was reversed so far, by its latest count. */
    private record Count(int number, long total) {}

    private static Count counted(LegName leg, Recall recall) {
        var latest = recall.refs(latest(leg));
        if (latest.isEmpty()) return new Count(0, 0);
        if (latest.getFirst().event() instanceof ReversalCounted e) {
            return new Count(e.number(), e.total());
        }
        throw new CorruptHistory("not a count of reversals: " + latest.getFirst());
    }

    /** A reversal came back, so what it took is left to be reversed again. */
    static ReversalCounted uncount(LegName leg, long minor, Recall recall, Instant at) {
        var before = counted(leg, recall);
        return new ReversalCounted(at, leg, before.number() + 1, before.total() - minor);
    }
}
