package io.florin.edge;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.Direction;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Wallets of one asset that move money and remember names, as far as an app's calls can see. */
final class FakeBank {
    final Map<String, Long> balances = new TreeMap<>();
    private final Map<String, WalletReply> answers = new HashMap<>();
    private final Map<String, TransferView> transfers = new HashMap<>();
    private final Asset asset;
    private final FakeWallets wallets;

    FakeBank(FakeWallets wallets, Asset asset) {
        this.asset = asset;
        this.wallets = wallets;
        wallets.onExecute = this::execute;
        wallets.onAsk = this::ask;
    }

    private synchronized CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        var name = wallet + " " + name(request);
        var known = answers.get(name);
        if (known != null) return CompletableFuture.completedStage(replayed(known));
        var reply =
                switch (request.command()) {
                    case Open c -> open(wallet, c.owner());
                    case Deposit c -> move(wallet, c.movement(), c.money().minor(), c.account());
                    case Withdraw c -> move(wallet, c.movement(), -c.money().minor(), c.account());
                    case Transfer c -> {
                        var to = (WalletId) c.legs().getFirst().to();
                        yield send(wallet, to, c.id().value(), c.total(), TransferKind.TRANSFER);
                    }
                    case Reverse c -> {
                        var from = c.original().from();
                        var original = transfers.get(from + c.original().transfer().value());
                        if (original == null) throw new AssertionError("Nothing to reverse: " + c);
                        String id = c.transfer().value();
                        yield send(wallet, from, id, original.amount(), TransferKind.REVERSAL);
                    }
                    default -> throw new AssertionError("Not of an app: " + request);
                };
        answers.put(name, reply);
        return CompletableFuture.completedStage(reply);
    }

    /** A key, or else what is its own name. */
    private static String name(Request request) {
        if (request.key() != null) return request.key();
        return switch (request.command()) {
            case Open _ -> "open";
            case Deposit c when c.reference() != null -> c.account() + "/" + c.reference();
            case Deposit c -> c.movement();
            case Withdraw c -> c.movement();
            case Transfer c -> c.id().value();
            case Reverse c -> c.transfer().value();
            default -> throw new AssertionError("Not of an app: " + request);
        };
    }

    private static WalletReply replayed(WalletReply reply) {
        return switch (reply) {
            case WalletReply.Done(Answer.OfWallet _, _) -> denied(Refusal.WALLET_EXISTS);
            case WalletReply.Done(var answer, _) -> new WalletReply.Done(answer, true);
            case WalletReply.Denied(var denial, _) -> new WalletReply.Denied(denial, true);
            default -> reply;
        };
    }

    private static WalletReply denied(Refusal why) {
        return new WalletReply.Denied(Denial.of(why), false);
    }

    private WalletReply open(WalletId wallet, String owner) {
        wallets.owners.put(wallet, owner);
        balances.put(wallet.id(), 0L);
        return new WalletReply.Done(new Answer.OfWallet(view(wallet)), false);
    }

    private WalletReply move(WalletId wallet, String id, long minor, SystemAccount account) {
        long after = balances.merge(wallet.id(), minor, Long::sum);
        return new WalletReply.Done(
                new Answer.OfMovement(
                        id,
                        minor > 0 ? Direction.DEPOSIT : Direction.WITHDRAWAL,
                        wallet,
                        new Money(asset, Math.abs(minor)),
                        account,
                        null,
                        Note.NONE,
                        TestEdge.NOW,
                        after),
                false);
    }

    private WalletReply send(WalletId from, WalletId to, String id, long minor, TransferKind kind) {
        if (from.equals(to)) return denied(Refusal.SELF_TRANSFER);
        long has = balances.getOrDefault(from.id(), 0L);
        if (has < minor && kind == TransferKind.TRANSFER) {
            return new WalletReply.Denied(
                    new Denial(
                            Refusal.INSUFFICIENT_FUNDS,
                            Map.of("required", minor, "available", has, "shortfall", minor - has)),
                    false);
        }
        balances.merge(from.id(), -minor, Long::sum);
        balances.merge(to.id(), minor, Long::sum);
        var view =
                new TransferView(
                        new TransferId(id),
                        from,
                        kind,
                        State.COMPLETED,
                        asset,
                        minor,
                        List.of(new LegView(to, minor, State.COMPLETED, null)),
                        null,
                        Note.NONE,
                        TestEdge.NOW,
                        TestEdge.NOW);
        transfers.put(from + id, view);
        return new WalletReply.Done(new Answer.OfTransfer(view), false);
    }

    private synchronized CompletionStage<WalletReply> ask(WalletId wallet, WalletQuery query) {
        @Nullable Answer answer =
                switch (query) {
                    case WalletQuery.Look _ ->
                            balances.containsKey(wallet.id())
                                    ? new Answer.OfWallet(view(wallet))
                                    : null;
                    case WalletQuery.FindTransfer(var id) -> {
                        var transfer = transfers.get(wallet + id.value());
                        yield transfer == null ? null : new Answer.OfTransfer(transfer);
                    }
                    case WalletQuery.FindHold _ -> null;
                };
        var missing =
                query instanceof WalletQuery.Look
                        ? Refusal.WALLET_NOT_FOUND
                        : Refusal.TRANSFER_NOT_FOUND;
        return CompletableFuture.completedStage(
                answer == null ? denied(missing) : new WalletReply.Done(answer, false));
    }

    private WalletView view(WalletId wallet) {
        long has = balances.getOrDefault(wallet.id(), 0L);
        return new WalletView(
                wallet,
                wallets.owners.getOrDefault(wallet, wallet.id()),
                Status.OPEN,
                Permission.ALLOWED,
                Permission.ALLOWED,
                OverdraftLimits.NONE,
                Map.of(),
                1,
                List.of(new WalletView.AssetView(asset, has, 0, has)),
                TestEdge.NOW);
    }
}
