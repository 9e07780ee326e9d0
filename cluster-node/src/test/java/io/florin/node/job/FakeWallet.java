package io.florin.node.job;

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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes every job, once per id; knows one open unique key. */
final class FakeWallet implements Wallets {
    final Map<JobId, JobFacts> taken = new HashMap<>();
    final Map<String, JobFacts> open = new HashMap<>();

    @Override
    public CompletionStage<WalletReply> execute(WalletId id, Request request) {
        var submit = (SubmitJob) request.command();
        var unique = submit.spec().uniqueKey();
        if (unique != null && open.containsKey(unique)) {
            return done(new Answer.OfJob(id, open.get(unique), true), false);
        }
        var before = taken.get(submit.id());
        if (before != null) return done(new Answer.OfJob(id, before, false), true);
        var at = Instant.parse("2026-03-01T12:00:00Z");
        var facts = JobFacts.open(submit.id(), submit.price(), at, null, submit.replays());
        taken.put(submit.id(), facts);
        if (unique != null) open.put(unique, facts);
        return done(new Answer.OfJob(id, facts, false), false);
    }

    private static CompletionStage<WalletReply> done(Answer answer, boolean replayed) {
        return CompletableFuture.completedFuture(new WalletReply.Done(answer, replayed));
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId id, Inquiry inquiry) {
        throw new AssertionError("Nobody asks.");
    }
}
