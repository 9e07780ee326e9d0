package io.florin.node.rules;

import io.florin.node.rules.OpenHold.Stage;
import io.florin.protocol.money.Asset;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
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
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import org.jspecify.annotations.Nullable;

/** How each event changes a wallet. Never refuses: what happened has happened. */
final class Evolution {
    private Evolution() {}

    static Wallet apply(Wallet wallet, WalletEvent event) {
        var changed =
                switch (event) {
                    case Opened e -> opened(wallet, e);
                    case Updated e -> updated(wallet, e);
                    case Deposited e ->
                            e.suspended() ? wallet : owns(wallet, e.money().asset(), e.after());
                    case Refunded e -> owns(wallet, e.money().asset(), e.after());
                    case Withdrawn e -> owns(wallet, e.money().asset(), e.after());
                    case Debited e -> debited(wallet, e);
                    case Confirmed e -> confirmed(wallet, e);
                    case Cancelled e -> cancelled(wallet, e);
                    case Settled e -> settled(wallet, e);
                    case Returned e -> returned(wallet, e);
                    case Credited e ->
                            e.suspended() ? wallet : owns(wallet, e.money().asset(), e.after());
                    case Received e -> received(wallet, e);
                    case LegConfirmed e -> legConfirmed(wallet, e);
                    case LegCancelled e -> legCancelled(wallet, e);
                    case Held e -> held(wallet, e);
                    case Released e ->
                            owns(wallet, e.hold().asset(), e.after())
                                    .withHolds(wallet.holds().minus(e.hold().id()));
                    case JobSubmitted e -> jobSubmitted(wallet, e);
                    case JobEnded e ->
                            owns(wallet, e.job().price().asset(), e.after())
                                    .withJobs(wallet.jobs().minus(e.job().id()));
                    case CreditRefused _,
                            ReversalCounted _,
                            JobFoundOpen _,
                            Refused _,
                            Repeated _ ->
                            wallet;
                };
        return Spending.counted(wallet, changed, event).stamped(event);
    }

    private static Wallet opened(Wallet wallet, Opened e) {
        return wallet.with(
                new Profile(
                        Status.OPEN,
                        e.owner(),
                        e.at(),
                        wallet.profile().debits(),
                        wallet.profile().credits(),
                        e.overdraft(),
                        OwnLimits.NONE,
                        e.metadata()));
    }

    private static Wallet updated(Wallet wallet, Updated e) {
        var profile = wallet.profile();
        return wallet.with(
                new Profile(
                        e.status(),
                        profile.owner(),
                        profile.createdAt(),
                        e.debits(),
                        e.credits(),
                        e.overdraft(),
                        e.limits(),
                        profile.metadata()));
    }

    private static Wallet owns(Wallet wallet, Asset asset, Balance after) {
        return wallet.with(asset, wallet.position(asset).after(after));
    }

    private static Wallet held(Wallet wallet, Held e) {
        var hold = new OpenHold(e.hold(), e.note(), Stage.OPEN);
        return owns(wallet, e.hold().asset(), e.after())
                .withHolds(wallet.holds().plus(e.hold().id(), hold));
    }

    private static Wallet jobSubmitted(Wallet wallet, JobSubmitted e) {
        var job = new OpenJob(e.job(), e.spec().uniqueKey());
        return owns(wallet, e.job().price().asset(), e.after())
                .withJobs(wallet.jobs().plus(e.job().id(), job));
    }

    private static Wallet debited(Wallet wallet, Debited e) {
        var open = OpenTransfer.begin(e);
        long mayComeBack = OpenTransfer.mayComeBack(e);
        var position = wallet.position(e.asset()).after(e.after()).outgoing(mayComeBack);
        var changed = wallet.with(e.asset(), position);
        if (!open.hasEnded()) {
            changed = changed.withTransfers(wallet.transfers().plus(e.id(), open));
        }
        var capture = e.capture();
        if (capture == null) return changed;
        var accepted = open.hasEnded() ? Stage.CLOSED : Stage.CLOSING;
        return withHold(changed, capture.hold(), capture.last() ? accepted : null);
    }

    private static Wallet confirmed(Wallet wallet, Confirmed e) {
        var transfer = transfer(wallet, e.id()).apply(e);
        var position = wallet.position(e.asset()).outgoing(-transfer.debited().total());
        return ended(wallet.with(e.asset(), position), e.id(), transfer);
    }

    private static Wallet cancelled(Wallet wallet, Cancelled e) {
        var transfer = transfer(wallet, e.id()).apply(e);
        var asset = e.money().asset();
        var position = wallet.position(asset).after(e.after()).outgoing(-e.money().minor());
        return ended(wallet.with(asset, position), e.id(), transfer);
    }

    private static Wallet settled(Wallet wallet, Settled e) {
        var transfer = transfer(wallet, e.id());
        var asset = e.money().asset();
        boolean couldComeBack = transfer.phase() == OpenTransfer.Phase.CREDITING;
        var position = wallet.position(asset).after(e.after());
        if (couldComeBack) position = position.outgoing(-e.money().minor());
        var changed = ended(wallet.with(asset, position), e.id(), transfer.apply(e));
        if (e.hold() == null) return changed;
        return withHold(changed, e.hold(), isLastCapture(transfer) ? Stage.CLOSED : null);
    }

    private static Wallet returned(Wallet wallet, Returned e) {
        var asset = e.money().asset();
        var position = wallet.position(asset).after(e.after()).outgoing(-e.money().minor());
        var transfer = transfer(wallet, e.id()).apply(e);
        var changed = ended(wallet.with(asset, position), e.id(), transfer);
        if (e.hold() == null) return changed;
        return withHold(changed, e.hold(), isLastCapture(transfer) ? Stage.OPEN : null);
    }

    private static boolean isLastCapture(OpenTransfer transfer) {
        var capture = transfer.debited().capture();
        return capture != null && capture.last();
    }

    private static Wallet received(Wallet wallet, Received e) {
        var asset = e.money().asset();
        var position = wallet.position(asset).incoming(e.money().minor());
        var leg = new ReceivedLeg(e.kind(), e.money(), e.note());
        return wallet.with(asset, position).withReceived(wallet.received().plus(e.name(), leg));
    }

    private static Wallet legConfirmed(Wallet wallet, LegConfirmed e) {
        var asset = e.money().asset();
        var position = wallet.position(asset).after(e.after()).incoming(-e.money().minor());
        return wallet.with(asset, position).withReceived(wallet.received().minus(e.name()));
    }

    private static Wallet legCancelled(Wallet wallet, LegCancelled e) {
        var leg = wallet.received().get(e.name());
        if (leg == null) return wallet;
        var asset = leg.money().asset();
        var position = wallet.position(asset).incoming(-leg.money().minor());
        return wallet.with(asset, position).withReceived(wallet.received().minus(e.name()));
    }

    static OpenTransfer transfer(Wallet wallet, TransferId id) {
        var transfer = wallet.transfers().get(id);
        if (transfer == null) throw new CorruptHistory("transfer " + id + " is not open");
        return transfer;
    }

    private static Wallet ended(Wallet wallet, TransferId id, OpenTransfer transfer) {
        return wallet.withTransfers(
                transfer.hasEnded()
                        ? wallet.transfers().minus(id)
                        : wallet.transfers().plus(id, transfer));
    }

    /** The hold after an event; {@code stage} is null when the event does not change it. */
    private static Wallet withHold(Wallet wallet, HoldFacts facts, @Nullable Stage stage) {
        if (facts.state() != HoldFacts.State.HELD) {
            return wallet.withHolds(wallet.holds().minus(facts.id()));
        }
        var before = wallet.holds().get(facts.id());
        if (before == null) throw new CorruptHistory("hold " + facts.id() + " is not open");
        var after = new OpenHold(facts, before.note(), stage == null ? before.stage() : stage);
        return wallet.withHolds(wallet.holds().plus(facts.id(), after));
    }
}
