package io.florin.edge.job;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.caller.Access;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Flows;
import io.florin.edge.problem.Cause;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.AmbiguousJob;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The job that a call is about, if it is the caller's: its wallet is asked whose it is. */
record Lookup(Jobs jobs, Wallets wallets, Flows flows) {
    static final Field<String> JOB = required("job", LedgerTypes.ID, "The job's id.");
    static final Shape PATH = Shape.of("JobPath", JOB);

    private static final Field<String> WALLET =
            optional(
                    "wallet",
                    LedgerTypes.ID,
                    "The wallet that pays, where several jobs have the id.");
    static final Shape QUERY = Shape.of("JobQuery", WALLET);

    Job job(Call call) throws Unfit {
        String id = call.inputs().find(WALLET);
        var wallet = id == null ? null : call.wallet(id);
        if (wallet != null) checkOwner(call, wallet);
        var name = new JobName(call.app().name(), new JobId(call.inputs().get(JOB)), id);
        var found = flows.read(call.owner() == null ? oneOfAll(name) : one(name));
        var job = found.orElseThrow(() -> Unfit.of(Refusal.JOB_NOT_FOUND));
        if (wallet == null) checkOwner(call, JobJson.wallet(job));
        return job;
    }

    /** With its wallet, so that it means no other. */
    static JobName name(Job job) {
        var wallet = JobJson.wallet(job);
        return wallet == null
                ? JobName.unpriced(job.app(), job.id())
                : new JobName(job.app(), job.id(), wallet.id());
    }

    /** Of several the one that no wallet pays for, which no wallet could name. */
    private CompletionStage<Optional<Job>> oneOfAll(JobName name) {
        return jobs.find(name)
                .exceptionallyCompose(failure -> {
                    var cause = Cause.of(failure);
                    if (!(cause instanceof AmbiguousJob)) throw new CompletionException(cause);
                    return jobs.find(JobName.unpriced(name.app(), name.id()))
                            .thenApply(unpriced -> {
                                if (unpriced.isPresent()) return unpriced;
                                throw new CompletionException(Unfit.of(Refusal.AMBIGUOUS_ID));
                            });
                });
    }

    private CompletionStage<Optional<Job>> one(JobName name) {
        return jobs.find(name)
                .exceptionally(failure -> {
                    var cause = Cause.of(failure);
                    throw new CompletionException(
                            cause instanceof AmbiguousJob ? Unfit.of(Refusal.AMBIGUOUS_ID) : cause);
                });
    }

    private void checkOwner(Call call, @Nullable WalletId wallet) throws Unfit {
        if (call.owner() == null) return;
        if (wallet == null) call.needs(Access.STAFF, "A job without a price");
        else checkOwn(call, wallet);
    }

    private void checkOwn(Call call, WalletId wallet) throws Unfit {
        switch (flows.read(wallets.ask(wallet, call.of(new Look(false))))) {
            case WalletReply.Done _ -> {}
            case WalletReply.Denied(var denial, _) -> throw new Unfit(denial);
            case WalletReply.NotTaken(var why) -> throw Unfit.of(why);
            case WalletReply.InDoubt() -> throw Unfit.of(Refusal.UNAVAILABLE);
        }
    }
}
