package io.florin.node.payment;

import io.florin.node.job.Outcome;
import io.florin.node.job.Wakes;
import io.florin.persistence.job.FoundJob;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.payment.PaymentRow;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.payment.NewPayout.Destination.Refund;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;
import java.util.Optional;

/** What is done for a payment or a payout when there is news of it, or none for long. */
final class Visits {
    private final Book book;
    private final Gateways gateways;
    private final JobTable jobs;
    private final Wakes wakes;

    Visits(Book book, Gateways gateways, JobTable jobs, Wakes wakes) {
        this.book = book;
        this.gateways = gateways;
        this.jobs = jobs;
        this.wakes = wakes;
    }

    Outcome visit(PaymentRow row) throws Trouble, InterruptedException {
        var payment = row.payment();
        if (payment.state().isFinal()) return Book.outcome(payment);
        var object = payment.object();
        var told =
                object == null
                        ? gateways.search(payment)
                        : Optional.of(gateways.read(payment, object));
        if (told.isPresent()) return Book.outcome(book.hear(payment, told.get()));
        if (isNeverSent(row)) {
            var error = new JobError("never_sent", "The provider was never asked.");
            book.note(payment, PaymentState.FAILED, error);
        } else {
            book.payments().checked(payment, book.now());
        }
        return new Outcome.Succeeded(Book.result(payment.state()));
    }

    /** Nothing has left, and there is no job any more by which something could. */
    private boolean isNeverSent(PaymentRow row) {
        return row.sending().sender() == null && !hasOpenJob(row.payment());
    }

    private boolean hasOpenJob(Payment payment) {
        var job = job(JobName.unpriced(payment.wallet().app(), new JobId(payment.id().value())));
        return job.isPresent() && !job.get().job().state().isEnd();
    }

    private Optional<FoundJob> job(JobName name) {
        return jobs.find(name).stream().findFirst();
    }

    Outcome visit(Payout payout) throws Trouble, InterruptedException {
        var object = payout.object();
        return switch (payout.state()) {
            // One that is unknown has a job that asks by itself.
            case REQUESTED, PENDING_APPROVAL, UNKNOWN -> compared(payout);
            case APPROVED -> hastened(payout);
            case SENT -> object == null ? compared(payout) : looked(payout, object);
            case PAID ->
                    object == null
                            ? Book.outcome(payout)
                            : heard(payout, gateways.read(payout, object));
            case REVERSED, REJECTED, FAILED, CANCELED -> Book.outcome(payout);
        };
    }

    /** Its job is bothered only with news. */
    private Outcome looked(Payout payout, String object) throws Trouble, InterruptedException {
        try {
            var told = gateways.read(payout, object);
            boolean isNews = Machine.payout(payout.state(), told.word()).isPresent();
            return isNews ? hastened(payout) : compared(payout);
        } catch (Trouble trouble) {
            if (trouble.needsDecision()) return hastened(payout);
            throw trouble;
        }
    }

    /** What has come of a payout that was paid; anything before is its own job's to ask about. */
    Outcome heard(Payout payout, Told told) throws Trouble {
        return payout.state().isEnded() ? Book.outcome(book.hear(payout, told)) : hastened(payout);
    }

    Outcome heard(Payment payment, Told told) throws Trouble {
        return Book.outcome(book.hear(payment, told));
    }

    /** Its job asks now, if it waits; without an open job nothing is sent any more. */
    Outcome hastened(Payout payout) {
        wakes.wake(jobs.hasten(name(payout)));
        return compared(payout);
    }

    private static JobName name(Payout payout) {
        var wallet = payout.wallet();
        return new JobName(wallet.app(), new JobId(payout.id().value()), wallet.id());
    }

    private Outcome compared(Payout payout) {
        var job = job(name(payout));
        if (job.isPresent() && payout.state() == PayoutState.REQUESTED) {
            boolean isRefund = payout.to() instanceof Refund;
            var next = isRefund ? PayoutState.APPROVED : PayoutState.PENDING_APPROVAL;
            book.note(payout, next, null);
        } else if (isOver(job) && payout.object() == null) {
            var error = new JobError("never_sent", "Its job ended before it was sent.");
            book.note(payout, PayoutState.CANCELED, error);
        } else {
            book.payouts().checked(payout, book.now());
        }
        return new Outcome.Succeeded(Book.result(payout.state()));
    }

    /** Nothing was sent by a job that could be cancelled, or be dead. */
    private static boolean isOver(Optional<FoundJob> job) {
        return job.isPresent()
                && switch (job.get().job().state()) {
                    case CANCELLED, DEAD -> true;
                    case SCHEDULED, QUEUED, RUNNING, RETRYING, UNKNOWN, SETTLING, SUCCEEDED ->
                            false;
                };
    }
}
