package io.florin.node.payment;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.payment.PaymentTable.Asked;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.payment.Decision;
import io.florin.protocol.payment.NewPayment;
import io.florin.protocol.payment.NewPayout;
import io.florin.protocol.payment.NewRefund;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payments;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.Provider;
import io.florin.protocol.payment.Taking;
import io.florin.protocol.payment.Taking.Denied;
import io.florin.protocol.payment.Taking.InDoubt;
import io.florin.protocol.payment.Taking.Taken;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The door to payments over their tables and jobs. */
public final class SqlPayments implements Payments {
    private final PaymentJobs parts;
    private final Jobs jobs;
    private final BlockingCalls calls;
    private final Payouts payouts;
    private final Decisions decisions;

    public SqlPayments(PaymentJobs parts, Jobs jobs, Executor blocking) {
        this.parts = parts;
        this.jobs = jobs;
        int most = parts.ground().settings().maxCalls();
        this.calls = new BlockingCalls(blocking, most, PaymentSettings.PATH + ".max-calls");
        this.payouts = new Payouts(parts, jobs, calls);
        this.decisions = new Decisions(parts, calls);
    }

    @Override
    public Set<Provider> providers() {
        return parts.gateways().providers();
    }

    @Override
    public CompletionStage<Taking<Payment>> ask(NewPayment payment) {
        var until = now().plusMillis(parts.ground().settings().waitMillis());
        var asked = calls.call(() -> written(payment));
        return Takings.of(
                asked.thenCompose(it ->
                        it.isSame()
                                ? opened(it.payment(), it.job() == null, until, 0)
                                : done(denied(Refusal.IDEMPOTENCY_KEY_REUSED))));
    }

    private Asked written(NewPayment payment) {
        var kinds = parts.kinds();
        var id = payment.id().value();
        var spec = kinds.spec(PaymentKinds.CHARGE, Payloads.PAYMENT.of(id), null, null);
        var job = kinds.row(payment.wallet().app(), id, spec, now());
        var asked = parts.book().payments().ask(payment, job, now());
        var submission = asked.job();
        var due = submission == null ? null : submission.due();
        if (due != null) parts.ground().wakes().wake(List.of(due));
        return asked;
    }

    /** As soon as the provider has answered; its job's changes say when to look. */
    private CompletionStage<Taking<Payment>> opened(
            Payment payment, boolean replayed, Instant until, long version) {
        if (payment.opened() != null) return done(new Taken<>(payment, replayed));
        var left = Duration.between(now(), until);
        if (!left.isPositive()) return done(new InDoubt<>());
        var app = payment.wallet().app();
        return jobs.await(JobName.unpriced(app, new JobId(payment.id().value())), version, left)
                .thenCompose(job ->
                        payment(app, payment.id())
                                .thenCompose(found ->
                                        looked(found.orElse(payment), replayed, until, job)));
    }

    private CompletionStage<Taking<Payment>> looked(
            Payment payment, boolean replayed, Instant until, Optional<Job> job) {
        boolean isOver = job.isEmpty() || job.get().state().isEnd();
        if (isOver && payment.opened() == null) return done(new InDoubt<>());
        return opened(payment, replayed, until, job.map(Job::version).orElse(0L));
    }

    private static <T> CompletionStage<Taking<T>> done(Taking<T> taking) {
        return CompletableFuture.completedFuture(taking);
    }

    private static <T> Taking<T> denied(Refusal why) {
        return new Denied<>(Denial.of(why), false);
    }

    private Instant now() {
        return parts.ground().clock().instant();
    }

    @Override
    public CompletionStage<Optional<Payment>> payment(String app, PaymentId id) {
        return calls.call(() -> parts.book().payments().find(app, id).map(row -> row.payment()));
    }

    @Override
    public CompletionStage<Taking<Payout>> send(NewPayout payout) {
        return Takings.of(payouts.send(payout));
    }

    @Override
    public CompletionStage<Taking<Payout>> refund(NewRefund refund) {
        return Takings.of(payouts.refund(refund));
    }

    @Override
    public CompletionStage<Optional<Payout>> payout(String app, PaymentId id) {
        return calls.call(() -> parts.book().payouts().find(app, id).map(row -> row.payout()));
    }

    @Override
    public CompletionStage<Taking<Payout>> answer(String app, PaymentId id, boolean approved) {
        return Takings.of(payouts.answer(app, id, approved));
    }

    @Override
    public CompletionStage<Taking<Payment>> decide(String app, PaymentId id, Decision decision) {
        return Takings.of(decisions.onPayment(app, id, decision));
    }

    @Override
    public CompletionStage<Taking<Payout>> decideOnPayout(
            String app, PaymentId id, Decision decision) {
        return Takings.of(decisions.onPayout(app, id, decision));
    }
}
