package io.florin.edge.wallet;

import io.florin.edge.answer.Answers;
import io.florin.edge.operation.Call;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.Wallets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Whether a wallet is the caller's, where the answer comes from somewhere that does not know. The
 * wallet is asked, and only if the caller may touch their own only.
 */
public record Ownership(Wallets wallets, Answers answers) {
    public CompletionStage<HttpResponse> ofTheirs(
            Call call, WalletId wallet, Supplier<CompletionStage<HttpResponse>> then) {
        if (call.owner() == null) return then.get();
        return wallets.ask(wallet, call.of(new Look(false)))
                .thenCompose(reply ->
                        reply instanceof Done
                                ? then.get()
                                : CompletableFuture.completedStage(answers.query(reply)));
    }
}
