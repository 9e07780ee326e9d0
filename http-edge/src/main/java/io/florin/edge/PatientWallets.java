package io.florin.edge;

import io.florin.edge.problem.Cause;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to the wallets with the edge's last word on time: whatever happens behind it, there is a
 * reply, and a request that may have been taken is in doubt, never refused. What follows a reply
 * runs on the executor, whoever gave the reply.
 */
record PatientWallets(Wallets behind, Duration patience, Executor executor) implements Wallets {
    private static final Logger LOG = LoggerFactory.getLogger(PatientWallets.class);

    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        return inTime(behind.execute(wallet, request), new InDoubt());
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
        return inTime(behind.ask(wallet, inquiry), new NotTaken(Refusal.UNAVAILABLE));
    }

    private CompletionStage<WalletReply> inTime(
            CompletionStage<WalletReply> stage, WalletReply otherwise) {
        return stage.handleAsync(
                        (reply, failure) -> {
                            if (failure == null) return reply;
                            LOG.warn("A wallet's door failed: {}", Cause.of(failure).toString());
                            return otherwise;
                        },
                        executor)
                .toCompletableFuture()
                .completeOnTimeout(otherwise, patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
