package io.florin.edge.group;

import io.florin.edge.answer.Address;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletView;
import io.florin.protocol.wallet.Wallets;

/** What a flow asks of wallets. The calls wait. */
public record Till(Wallets wallets, Flows flows) {
    /** What a wallet decided, for ever. */
    public sealed interface Decision {
        record Yes(Answer answer, boolean replayed) implements Decision {}

        record No(Denial denial, boolean replayed) implements Decision {}
    }

    /** Throws only if nothing was taken, or nobody knows; {@code where} to ask then. */
    public Decision decide(WalletId wallet, Request request, Address where) throws Unfit, Doubtful {
        return switch (flows.change(wallets.execute(wallet, request), where)) {
            case WalletReply.Done(var answer, var replayed) -> new Decision.Yes(answer, replayed);
            case WalletReply.Denied(var denial, var replayed) -> new Decision.No(denial, replayed);
            case WalletReply.NotTaken(var why) -> throw Unfit.of(why);
            case WalletReply.InDoubt() -> throw new Doubtful(where);
        };
    }

    /** What the wallet owns of an asset. */
    public long posted(WalletId wallet, Asset asset) throws Unfit {
        return posted(look(wallet, true), asset);
    }

    /** Whose the wallet is, which never changes. */
    public String owner(WalletId wallet) throws Unfit {
        return look(wallet, false).owner();
    }

    private WalletView look(WalletId wallet, boolean fresh) throws Unfit {
        if (answer(wallet, new WalletQuery.Look(fresh)) instanceof Answer.OfWallet(var view)) {
            return view;
        }
        throw new IllegalStateException("A look gives a wallet.");
    }

    private static long posted(WalletView view, Asset asset) {
        return view.balances().stream()
                .filter(balance -> balance.asset().equals(asset))
                .mapToLong(WalletView.AssetView::posted)
                .findAny()
                .orElse(0);
    }

    /** A transfer that the wallet decided and began: {@code TRANSFER_NOT_FOUND}. */
    public TransferView transfer(WalletId wallet, TransferId id) throws Unfit {
        return switch (answer(wallet, new WalletQuery.FindTransfer(id))) {
            case Answer.OfTransfer(var view) -> view;
            case Answer.OfRefusedTransfer _ -> throw Unfit.of(Refusal.TRANSFER_NOT_COMPLETED);
            case Answer.OfWallet _,
                    Answer.OfSettings _,
                    Answer.OfMovement _,
                    Answer.OfHold _,
                    Answer.OfJob _ ->
                    throw new IllegalStateException("That is no transfer.");
        };
    }

    private Answer answer(WalletId wallet, WalletQuery query) throws Unfit {
        return switch (flows.read(wallets.ask(wallet, Inquiry.free(query)))) {
            case WalletReply.Done(var answer, _) -> answer;
            case WalletReply.Denied(var denial, _) -> throw new Unfit(denial);
            case WalletReply.NotTaken(var why) -> throw Unfit.of(why);
            case WalletReply.InDoubt() -> throw Unfit.of(Refusal.UNAVAILABLE);
        };
    }
}
