package io.florin.node.rules;

import static io.florin.node.rules.Guards.first;

import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Update;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import io.florin.protocol.wallet.WalletReply.Done;
import java.time.Instant;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Opening, settings, and money that comes from or goes to a system account. */
final class Accounts {
    private Accounts() {}

    static Decision open(Wallet wallet, Request request, Open command, Instant at) {
        if (wallet.profile().status() != Status.ABSENT) {
            return Requests.refuse(request, at, Denial.of(Refusal.WALLET_EXISTS));
        }
        var event =
                new Opened(
                        at,
                        Requests.receipt(request),
                        command.owner(),
                        command.overdraft(),
                        command.metadata());
        var answer = Answers.of(wallet.id(), wallet.version() + 1, event);
        return Decision.replies(new Done(answer, false), event);
    }

    static Decision update(Wallet wallet, Request request, Update command, Instant at) {
        var denial =
                first(
                        () -> Guards.opened(wallet),
                        () -> closedForGood(wallet, command),
                        () -> roomForLimits(wallet, command),
                        () -> emptyIfClosing(wallet, command));
        if (denial != null) return Requests.refuse(request, at, denial);
        var profile = wallet.profile();
        var event =
                new Updated(
                        at,
                        Requests.receipt(request),
                        orElse(command.debits(), profile.debits()),
                        orElse(command.credits(), profile.credits()),
                        orElse(command.status(), profile.status()),
                        profile.overdraft().with(command.overdraft()),
                        profile.limits().with(command.limits()));
        var answer = Answers.of(wallet.id(), wallet.version() + 1, event);
        return Decision.replies(new Done(answer, false), event);
    }

    private static <T> T orElse(@Nullable T wanted, T present) {
        return wanted == null ? present : wanted;
    }

    /** A closed wallet takes nothing but being opened again. */
    private static @Nullable Denial closedForGood(Wallet wallet, Update command) {
        return Guards.when(
                wallet.profile().status() == Status.CLOSED && command.status() != Status.OPEN,
                Refusal.WALLET_CLOSED);
    }

    private static @Nullable Denial roomForLimits(Wallet wallet, Update command) {
        var assets = new HashSet<>(wallet.profile().overdraft().byAsset().keySet());
        assets.addAll(command.overdraft().byAsset().keySet());
        var limited = new HashSet<>(wallet.profile().limits().byAsset().keySet());
        limited.addAll(command.limits().byAsset().keySet());
        return Guards.when(
                assets.size() > OverdraftLimits.MAX_ASSETS || limited.size() > OwnLimits.MAX_ASSETS,
                Refusal.ASSETS_EXHAUSTED);
    }

    private static @Nullable Denial emptyIfClosing(Wallet wallet, Update command) {
        boolean empty =
                !wallet.hasOpenWork()
                        && wallet.received().isEmpty()
                        && wallet.positions().values().stream().allMatch(Position::isZero);
        return Guards.when(command.status() == Status.CLOSED && !empty, Refusal.WALLET_NOT_EMPTY);
    }

    static Decision deposit(
            Wallet wallet, Request request, Deposit command, Bounds bounds, Instant at) {
        Money money = command.money();
        var denial =
                first(
                        () -> Guards.open(wallet),
                        () -> Guards.creditsAllowed(wallet),
                        () -> Guards.upperBound(wallet, money),
                        () -> Guards.roomForAsset(wallet, money.asset(), bounds));
        boolean suspended = denial != null && command.due();
        if (denial != null && !suspended) return Requests.refuse(request, at, denial);
        var position = wallet.position(money.asset());
        long more = suspended ? 0 : money.minor();
        var event =
                new Deposited(
                        at,
                        Requests.receipt(request),
                        command.movement(),
                        money,
                        command.account(),
                        command.reference(),
                        command.note().under(request.terms().schedule()),
                        new Balance(position.posted() + more, position.held()),
                        suspended);
        return Decision.replies(new Done(Answers.of(wallet.id(), event), false), event);
    }

    static Decision withdraw(Wallet wallet, Request request, Withdraw command, Instant at) {
        Money money = command.money();
        long fee = request.terms().fee();
        long total = money.minor() + fee;
        var denial =
                first(
                        () -> Guards.open(wallet),
                        () -> Guards.debitsAllowed(wallet),
                        () -> Spending.within(wallet, request, money.asset(), money.minor(), at),
                        () -> Guards.funds(wallet, money.asset(), total),
                        () -> Guards.lowerBound(wallet, money.asset(), total));
        if (denial != null) return Requests.refuse(request, at, denial);
        var position = wallet.position(money.asset());
        var event =
                new Withdrawn(
                        at,
                        Requests.receipt(request),
                        command.movement(),
                        money,
                        command.account(),
                        command.reference(),
                        command.note().under(request.terms().schedule()),
                        new Balance(position.posted() - total, position.held()),
                        fee);
        return Decision.replies(new Done(Answers.of(wallet.id(), event), false), event);
    }
}
