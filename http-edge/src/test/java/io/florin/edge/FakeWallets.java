package io.florin.edge;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Answers what it is told to, and remembers what it was asked. */
final class FakeWallets implements Wallets {
    record Executed(WalletId wallet, Request request) {}

    record Asked(WalletId wallet, WalletQuery query) {}

    final List<Executed> executed = Collections.synchronizedList(new ArrayList<>());
    final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    volatile BiFunction<WalletId, Request, CompletionStage<WalletReply>> onExecute =
            (_, _) -> CompletableFuture.completedStage(new WalletReply.InDoubt());
    volatile BiFunction<WalletId, WalletQuery, CompletionStage<WalletReply>> onAsk =
            (_, _) -> CompletableFuture.completedStage(new WalletReply.InDoubt());

    void replies(WalletReply reply) {
        onExecute = (_, _) -> CompletableFuture.completedStage(reply);
    }

    void knows(WalletReply reply) {
        onAsk = (_, _) -> CompletableFuture.completedStage(reply);
    }

    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        executed.add(new Executed(wallet, request));
        return onExecute.apply(wallet, request);
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, WalletQuery query) {
        asked.add(new Asked(wallet, query));
        return onAsk.apply(wallet, query);
    }
}
