package io.florin.node.payment;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.payment.PayoutTable.Requested;
import io.florin.persistence.payment.RefundTable;
import io.florin.persistence.payment.RefundTable.Refunding;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.NewPayout.Destination;
import io.florin.protocol.payment.NewRefund;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.InDoubt;
import io.florin.protocol.payment.Taking.NotTaken;
import io.florin.protocol.payment.Taking.Taken;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes payouts: the row first, then the priced job of the same id, by which the wallet sets the
 * money aside. What waits for approval has a job that is due in a year; approval makes it due now.
 */
final class Payouts {
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private final PaymentJobs parts;
    private final Jobs jobs;
    private final JobTable table;
    private final RefundTable refunds;
    private final BlockingCalls calls;

    Payouts(PaymentJobs parts, Jobs jobs, BlockingCalls calls) {
        this.parts = parts;
        this.jobs = jobs;
        this.table = new JobTable(parts.ground().database());
        this.refunds = new RefundTable(parts.ground().database());
        this.calls = calls;
    }

    CompletionStage<Taking<Payout>> send(NewPayout payout) {
        var account = parts.ground().settings().accounts().get(payout.provider());
        if (account != null && !account.sends(payout.amount())) {
            return done(denied(Refusal.CURRENCY_UNFIT));
        }
        return calls.call(() -> parts.book().payouts().request(payout, parts.book().now()))
                .thenCompose(requested -> requested(payout.terms(), requested));
    }

    CompletionStage<Taking<Payout>> refund(NewRefund refund) {
        return calls.call(() -> refunds.refund(refund, parts.book().now()))
                .thenCompose(refunding ->
                        switch (refunding) {
                            case Refunding.Asked(var requested) ->
                                    requested(refund.terms(), requested);
                            case Refunding.Denied(var why) -> done(new Denied<>(why, false));
                        });
    }

    private CompletionStage<Taking<Payout>> requested(Terms terms, Requested requested) {
        if (!requested.isSame()) return done(denied(Refusal.IDEMPOTENCY_KEY_REUSED));
        var payout = requested.payout();
        return switch (payout.state()) {
            // Its wallet may have refused it, and says so again.
            case REQUESTED, FAILED ->
                    jobs.submit(job(terms, payout))
                            .thenCompose(reply -> calls.call(() -> submitted(payout, reply)));
            case PENDING_APPROVAL, APPROVED, UNKNOWN, SENT, PAID, REVERSED, REJECTED, CANCELED ->
                    done(new Taken<>(payout, true));
        };
    }

    /** The same for every repeat of the request. */
    private NewJob job(Terms terms, Payout payout) {
        boolean waits = waits(payout);
        var spec =
                parts.kinds()
                        .spec(
                                PaymentKinds.of(payout.to()),
                                Payloads.PAYOUT.of(payout.id().value()),
                                waits ? payout.createdAt().plus(LONGEST_WAIT) : null,
                                null);
        return new NewJob(
                payout.wallet().app(),
                new JobId(payout.id().value()),
                true,
                null,
                spec,
                new Price(payout.wallet(), payout.money()),
                terms,
                null);
    }

    private static boolean waits(Payout payout) {
        return switch (payout.to()) {
            case Destination.BankAccount _ -> true;
            case Destination.Refund _ -> false;
        };
    }

    private Taking<Payout> submitted(Payout payout, JobReply reply) {
        return switch (reply) {
            case JobReply.Taken(_, var replayed) -> taken(payout, replayed);
            case JobReply.OpenAlready _, JobReply.InDoubt _ -> new InDoubt<>();
            case JobReply.NotTaken(var why) -> new NotTaken<>(why);
            case JobReply.Denied(var denial, var replayed) -> refused(payout, denial, replayed);
        };
    }

    private Taking<Payout> taken(Payout payout, boolean replayed) {
        if (payout.state() == PayoutState.REQUESTED && !isForgotten(payout, replayed)) {
            var next = waits(payout) ? PayoutState.PENDING_APPROVAL : PayoutState.APPROVED;
            var noted = parts.book().note(payout, next, null);
            if (noted.isPresent()) return new Taken<>(noted.get(), replayed);
        }
        return new Taken<>(again(payout), replayed);
    }

    /** Its job has ended and its row is gone: there is nothing left to wait for. */
    private boolean isForgotten(Payout payout, boolean replayed) {
        return replayed && table.find(name(payout)).isEmpty();
    }

    private Payout again(Payout payout) {
        var found = parts.book().payouts().find(payout.wallet().app(), payout.id());
        return found.orElseThrow().payout();
    }

    private Taking<Payout> refused(Payout payout, Denial denial, boolean replayed) {
        var code = denial.why().code();
        if (payout.state() == PayoutState.REQUESTED) {
            var error = new JobError(code, denial.why().sentence());
            parts.book().note(payout, PayoutState.FAILED, error);
        }
        return new Denied<>(denial, replayed);
    }

    CompletionStage<Taking<Payout>> answer(String app, PaymentId id, boolean approved) {
        return calls.call(() -> parts.book().payouts().find(app, id))
                .thenCompose(row -> {
                    if (row.isEmpty()) return done(denied(Refusal.PAYOUT_NOT_FOUND));
                    var payout = row.get().payout();
                    if (!payout.state().waitsForApproval() || !waits(payout)) {
                        return done(answered(payout, approved));
                    }
                    return approved ? calls.call(() -> approve(payout)) : reject(payout);
                });
    }

    private static Taking<Payout> answered(Payout payout, boolean approved) {
        boolean isSame =
                waits(payout)
                        && switch (payout.state()) {
                            case APPROVED, UNKNOWN, SENT, PAID, REVERSED -> approved;
                            case REJECTED -> !approved;
                            case REQUESTED, PENDING_APPROVAL, FAILED, CANCELED -> false;
                        };
        return isSame ? new Taken<>(payout, true) : denied(Refusal.PAYOUT_ANSWERED);
    }

    private Taking<Payout> approve(Payout payout) {
        // Without its job's row nobody could send it yet: ask again.
        if (table.find(name(payout)).isEmpty()) return new InDoubt<>();
        var noted = parts.book().note(payout, PayoutState.APPROVED, null);
        if (noted.isEmpty()) return answered(again(payout), true);
        parts.ground().wakes().wake(table.hasten(name(payout)));
        return new Taken<>(noted.get(), false);
    }

    /** The job ends first, for from then on nothing can be sent. */
    private CompletionStage<Taking<Payout>> reject(Payout payout) {
        return jobs.cancel(name(payout))
                .thenCompose(reply -> calls.call(() -> cancelled(payout, reply)));
    }

    private Taking<Payout> cancelled(Payout payout, JobReply reply) {
        return switch (reply) {
            case JobReply.Taken _ ->
                    parts.book()
                            .note(payout, PayoutState.REJECTED, null)
                            .<Taking<Payout>>map(noted -> new Taken<>(noted, false))
                            .orElseGet(() -> answered(again(payout), false));
            case JobReply.Denied(var denial, _) ->
                    denial.why() == Refusal.JOB_NOT_FOUND
                            ? new InDoubt<>()
                            : answered(again(payout), false);
            case JobReply.NotTaken(var why) -> new NotTaken<>(why);
            case JobReply.OpenAlready _, JobReply.InDoubt _ -> new InDoubt<>();
        };
    }

    private static JobName name(Payout payout) {
        var wallet = payout.wallet();
        return new JobName(wallet.app(), new JobId(payout.id().value()), wallet.id());
    }

    private static CompletionStage<Taking<Payout>> done(Taking<Payout> taking) {
        return CompletableFuture.completedFuture(taking);
    }

    private static <T> Taking<T> denied(Refusal why) {
        return new Denied<>(Denial.of(why), false);
    }
}
