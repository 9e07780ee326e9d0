package io.florin.node;

import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The wallets' door with a meter beside it. */
record MeteredWallets(Wallets wallets, Meter meter) implements Wallets {
    /** The meter runs where the reply arrives: the plain form may start a thread for each. */
    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        long begunNanos = System.nanoTime();
        return wallets.execute(wallet, request)
                .whenCompleteAsync(
                        (reply, _) ->
                                meter.record(
                                        Metric.WALLET_COMMAND,
                                        System.nanoTime() - begunNanos,
                                        outcome(reply)),
                        Runnable::run);
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
        return wallets.ask(wallet, inquiry);
    }

    /** Nothing: it failed in a way nobody thought of. */
    private static String outcome(@Nullable WalletReply reply) {
        return switch (reply) {
            case null -> "failed";
            case Done done -> done.replayed() ? "replayed" : "done";
            case Denied _ -> "denied";
            case NotTaken _ -> "not_taken";
            case InDoubt _ -> "in_doubt";
        };
    }
}
