package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import java.util.HashMap;
import java.util.Map;

/** Promise 4: no overdraft beyond the limit; and what is blocked or closed stays so. */
final class Rights {
    private record Right(
            Status status, Permission debits, Permission credits, OverdraftLimits overdraft) {}

    private static final Right NEW =
            new Right(Status.ABSENT, Permission.ALLOWED, Permission.ALLOWED, OverdraftLimits.NONE);

    private final Accounts accounts;
    private final Holds holds;
    private final Jobs jobs;
    private final Map<WalletId, Right> rights = new HashMap<>();

    Rights(Accounts accounts, Holds holds, Jobs jobs) {
        this.accounts = accounts;
        this.holds = holds;
        this.jobs = jobs;
    }

    /** After accounts, holds and jobs have booked it. */
    void committed(WalletId wallet, WalletEvent event) {
        var right = rights.getOrDefault(wallet, NEW);
        switch (event) {
            case Opened e -> {
                unless(right.status() == Status.ABSENT, "%s: opened twice: %s", wallet, e);
                rights.put(
                        wallet,
                        new Right(Status.OPEN, right.debits(), right.credits(), e.overdraft()));
            }
            case Updated e -> updated(wallet, e);
            case Deposited e -> deposited(wallet, right, e);
            case Refunded e -> after(wallet, e, e.money().asset(), e.after());
            case Withdrawn e -> debits(wallet, right, e, e.money().asset(), e.after());
            case Held e -> debits(wallet, right, e, e.hold().asset(), e.after());
            case Debited e -> debited(wallet, right, e);
            case Credited e -> credited(wallet, right, e);
            case Received e -> unless(right.status() == Status.OPEN, "%s: takes %s", wallet, e);
            case LegConfirmed e -> after(wallet, e, e.money().asset(), e.after());
            case Cancelled e -> after(wallet, e, e.money().asset(), e.after());
            case Returned e -> after(wallet, e, e.money().asset(), e.after());
            case Settled e -> after(wallet, e, e.money().asset(), e.after());
            case Released e -> after(wallet, e, e.hold().asset(), e.after());
            case JobSubmitted e -> debits(wallet, right, e, e.job().price().asset(), e.after());
            case JobEnded e -> after(wallet, e, e.job().price().asset(), e.after());
            default -> {}
        }
    }

    private void updated(WalletId wallet, Updated event) {
        rights.put(
                wallet,
                new Right(event.status(), event.debits(), event.credits(), event.overdraft()));
        if (event.status() != Status.CLOSED) return;
        unless(
                accounts.isEmpty(wallet) && holds.noneHeld(wallet) && jobs.noneHeld(wallet),
                "%s: closed with something in it",
                wallet);
    }

    boolean isClosed(WalletId wallet) {
        return rights.getOrDefault(wallet, NEW).status() == Status.CLOSED;
    }

    private void debited(WalletId wallet, Right right, Debited event) {
        unless(right.status() == Status.OPEN, "%s is not open: %s", wallet, event);
        if (event.kind() == TransferKind.CAPTURE || event.forced()) {
            after(wallet, event, event.asset(), event.after());
        } else {
            debits(wallet, right, event, event.asset(), event.after());
        }
    }

    private void debits(
            WalletId wallet, Right right, WalletEvent event, Asset asset, Balance after) {
        after(wallet, event, asset, after);
        unless(right.status() == Status.OPEN, "%s is not open: %s", wallet, event);
        unless(right.debits() == Permission.ALLOWED, "%s is blocked: %s", wallet, event);
        long available = after.posted() - after.held() + right.overdraft().of(asset);
        unless(available >= 0, "%s is overdrawn to %s by %s", wallet, available, event);
    }

    private void credited(WalletId wallet, Right right, Credited event) {
        var asset = event.money().asset();
        if (!event.suspended()) {
            credits(wallet, right, event, asset, event.after());
            return;
        }
        unless(
                right.status() == Status.CLOSED && event.kind() == TransferKind.REVERSAL,
                "%s: suspended: %s",
                wallet,
                event);
    }

    /** What is suspended changes nothing in the wallet. */
    private void deposited(WalletId wallet, Right right, Deposited event) {
        if (event.suspended()) after(wallet, event, event.money().asset(), event.after());
        else credits(wallet, right, event, event.money().asset(), event.after());
    }

    private void credits(
            WalletId wallet, Right right, WalletEvent event, Asset asset, Balance after) {
        after(wallet, event, asset, after);
        unless(right.status() == Status.OPEN, "%s is not open: %s", wallet, event);
        unless(right.credits() == Permission.ALLOWED, "%s is blocked: %s", wallet, event);
    }

    private void after(WalletId wallet, WalletEvent event, Asset asset, Balance after) {
        long posted = accounts.of(wallet, asset);
        long held = holds.held(wallet, asset) + jobs.held(wallet, asset);
        unless(
                after.posted() == posted
                        && after.held() == held
                        && Math.abs(posted) <= Money.MAX_MINOR,
                "%s: after %s it owns %s, of that held %s",
                wallet,
                event,
                posted,
                held);
    }
}
