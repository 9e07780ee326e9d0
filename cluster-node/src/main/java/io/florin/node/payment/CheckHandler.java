package io.florin.node.payment;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.PayloadCheck;
import io.florin.node.job.Run;
import io.florin.protocol.payment.PaymentId;

/** {@code payment.check}: looks at one payment, or payout, of which nothing was heard for long. */
final class CheckHandler implements JobHandler {
    private final Book book;
    private final Visits visits;

    CheckHandler(Book book, Visits visits) {
        this.book = book;
        this.visits = visits;
    }

    @Override
    public PayloadCheck payload() {
        return payload ->
                Payloads.PAYMENT.find(payload).isPresent()
                        ? Payloads.PAYMENT.fault(payload)
                        : Payloads.PAYOUT.fault(payload);
    }

    @Override
    public Outcome run(Run run) throws InterruptedException {
        var job = run.claim().job();
        var payload = job.spec().payload();
        try {
            var payment =
                    Payloads.PAYMENT
                            .find(payload)
                            .flatMap(id -> book.payments().find(job.app(), new PaymentId(id)));
            if (payment.isPresent()) return visits.visit(payment.get());
            var payout =
                    Payloads.PAYOUT
                            .find(payload)
                            .flatMap(id -> book.payouts().find(job.app(), new PaymentId(id)));
            if (payout.isPresent()) return visits.visit(payout.get().payout());
            return Endings.never("payment_unknown", "There is no such payment or payout.");
        } catch (Trouble trouble) {
            return Endings.later(trouble);
        }
    }
}
