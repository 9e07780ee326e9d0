package io.florin.node.payment;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.PayloadCheck;
import io.florin.node.job.Run;
import io.florin.node.payment.Post.Letter;
import io.florin.persistence.payment.PaymentRow;
import io.florin.protocol.job.JobError;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.PaymentState;

/**
 * {@code payment.charge}: asks a provider for a payment. It ends with the provider's first word;
 * what comes after is heard by a webhook, or by looking.
 */
final class ChargeHandler implements JobHandler {
    private final Book book;
    private final Gateways gateways;
    private final Post post;

    ChargeHandler(Book book, Gateways gateways, Post post) {
        this.book = book;
        this.gateways = gateways;
        this.post = post;
    }

    @Override
    public PayloadCheck payload() {
        return Payloads.PAYMENT;
    }

    @Override
    public Outcome run(Run run) throws InterruptedException {
        var job = run.claim().job();
        var row =
                Payloads.PAYMENT
                        .find(job.spec().payload())
                        .flatMap(id -> book.payments().find(job.app(), new PaymentId(id)));
        if (row.isEmpty()) return Endings.never("payment_unknown", "There is no such payment.");
        var payment = row.get().payment();
        try {
            return Book.outcome(asked(run, row.get()));
        } catch (Trouble trouble) {
            return trouble(run, payment, trouble);
        }
    }

    private Payment asked(Run run, PaymentRow row) throws Trouble, InterruptedException {
        var payment = row.payment();
        if (payment.state().isFinal()) return payment;
        var object = payment.object();
        if (object != null) return book.hear(payment, gateways.read(payment, object));
        var gateway = gateways.of(payment.provider(), row.sending());
        return book.hear(payment, post.send(run, gateway, letter(row, gateway)));
    }

    private Outcome trouble(Run run, Payment payment, Trouble trouble) {
        var error = trouble.error();
        return switch (trouble.kind()) {
            case REFUSED -> failed(payment, error);
            case NOT_TAKEN ->
                    Endings.isLastTry(run)
                            ? failed(payment, error)
                            : Outcome.failed(error.code(), error.message());
            case UNKNOWN -> {
                if (payment.object() == null) book.note(payment, PaymentState.UNKNOWN, error);
                var now = book.payments().find(payment.wallet().app(), payment.id());
                yield now.map(PaymentRow::payment)
                        .filter(it -> it.state().isFinal()) // by somebody's word meanwhile
                        .map(Book::outcome)
                        .orElseGet(() -> new Outcome.Unknown(error));
            }
        };
    }

    private Outcome failed(Payment payment, JobError error) {
        book.note(payment, PaymentState.FAILED, error);
        return new Outcome.Succeeded(Book.result(PaymentState.FAILED));
    }

    private Letter letter(PaymentRow row, Gateway gateway) {
        var payment = row.payment();
        return new Letter(
                row.sending(),
                now -> book.payments().sending(payment, row.sending(), now),
                attempt -> book.payments().notSent(payment, attempt),
                () -> gateway.search(payment),
                () -> gateway.charge(payment));
    }
}
