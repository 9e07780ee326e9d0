package io.florin.node.payment;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobTable;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.Taken;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person says what became of a request of which nobody knows. That is written where a provider's
 * word would be, and only while it waits for just that; then the job of it runs, and moves the
 * money as it would have done upon the provider's word.
 */
final class Decisions {
    private final PaymentJobs parts;
    private final Book book;
    private final PaymentJobs.Ground ground;
    private final JobTable jobs;
    private final BlockingCalls calls;

    Decisions(PaymentJobs parts, BlockingCalls calls) {
        this.parts = parts;
        this.book = parts.book();
        this.ground = parts.ground();
        this.jobs = new JobTable(ground.database());
        this.calls = calls;
    }

    CompletionStage<Taking<Payment>> onPayment(String app, PaymentId id, Decision decision) {
        return calls.call(() -> {
            var asked =
                    new Asked<>(
                            () -> book.payments().find(app, id).map(row -> row.payment()),
                            payment -> book.decide(payment, decision),
                            Payment::decision,
                            Payloads.PAYMENT);
            // A payment's job has no price.
            return decided(asked, Refusal.PAYMENT_NOT_FOUND, decision, name(app, id, null));
        });
    }

    CompletionStage<Taking<Payout>> onPayout(String app, PaymentId id, Decision decision) {
        return calls.call(() -> {
            var asked =
                    new Asked<>(
                            () -> book.payouts().find(app, id).map(row -> row.payout()),
                            payout -> book.decide(payout, decision),
                            Payout::decision,
                            Payloads.PAYOUT);
            var wallet = asked.find().get().map(Payout::wallet).orElse(null);
            return decided(asked, Refusal.PAYOUT_NOT_FOUND, decision, name(app, id, wallet));
        });
    }

    private static JobName name(String app, PaymentId id, @Nullable WalletId wallet) {
        var job = new JobId(id.value());
        return wallet == null ? JobName.unpriced(app, job) : new JobName(app, job, wallet.id());
    }

    /** What is decided on: as it is, as the decision leaves it, and how it was decided. */
    private record Asked<T>(
            Supplier<Optional<T>> find,
            Function<T, Optional<T>> decide,
            Function<T, @Nullable Decision> decision,
            Payloads payload) {}

    private <T> Taking<T> decided(
            Asked<T> asked, Refusal notFound, Decision decision, JobName job) {
        var found = asked.find().get();
        if (found.isEmpty()) return denied(notFound);
        Optional<T> decided;
        try {
            decided = asked.decide().apply(found.get());
        } catch (DatabaseException e) {
            if (!isAnothers(e)) throw e;
            return denied(Refusal.REFERENCE_REUSED);
        }
        if (decided.isPresent()) {
            ground.wakes().wake(dues(asked, job));
            return new Taken<>(decided.get(), false);
        }
        var now = asked.find().get().orElseThrow();
        var before = asked.decision().apply(now);
        return before != null && before.agrees(decision)
                ? new Taken<>(now, true)
                : denied(Refusal.NOTHING_TO_DECIDE);
    }

    /** Its own job, or another that looks at it where that one has ended. */
    private List<Due> dues(Asked<?> asked, JobName job) {
        var hastened = jobs.hasten(job);
        if (!hastened.isEmpty()) return hastened;
        var payload = asked.payload().of(job.id().value());
        var spec = parts.kinds().spec(PaymentKinds.CHECK, payload, null, null);
        var row = parts.kinds().row(job.app(), job.id() + ".decided", spec, book.now());
        var due = jobs.submit(row).due();
        return due == null ? List.of() : List.of(due);
    }

    /** The provider's object is another payment's, or payout's. */
    private static boolean isAnothers(DatabaseException e) {
        var constraint = e.constraint();
        return constraint != null && constraint.endsWith("_object_once");
    }

    private static <T> Taking<T> denied(Refusal why) {
        return new Denied<>(Denial.of(why), false);
    }
}
