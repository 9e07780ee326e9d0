package io.florin.sandbox.payment;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wallets with enough in them for every job. */
final class Purse implements Wallets {
    private final Set<JobId> known = ConcurrentHashMap.newKeySet();

    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        if (!(request.command() instanceof SubmitJob job)) {
            throw new UnsupportedOperationException("Only jobs are submitted here.");
        }
        var facts = facts(job);
        return CompletableFuture.completedFuture(
                new WalletReply.Done(new Answer.OfJob(wallet, facts, false), !known.add(job.id())));
    }

    private static JobFacts facts(SubmitJob job) {
        return JobFacts.open(job.id(), job.price(), Instant.now(), null, job.replays());
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
        throw new UnsupportedOperationException("Nobody asks here.");
    }
}
