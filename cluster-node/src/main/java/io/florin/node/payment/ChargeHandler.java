package io.florin.node.payment;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.PayloadCheck;
import io.florin.node.job.Run;
import io.florin.persistence.payment.PaymentRow;
import io.florin.persistence.payment.Sending;
import io.florin.protocol.job.JobError;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.PaymentState;
import java.util.Optional;

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
        return book.hear(payment, post.send(run, gateway, new Request(row, gateway)));
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

    /** The request for the payment. */
    private final class Request implements Post.Letter {
        private final PaymentRow row;
        private final Gateway gateway;

        Request(PaymentRow row, Gateway gateway) {
            this.row = row;
            this.gateway = gateway;
        }

        @Override
        public Sending sending() {
            return row.sending();
        }

        @Override
        public boolean begin(Sending now) {
            return book.payments().sending(row.payment(), row.sending(), now);
        }

        @Override
        public void takeBack(int attempt) {
            book.payments().notSent(row.payment(), attempt);
        }

        @Override
        public Optional<Told> search() throws Trouble, InterruptedException {
            return gateway.search(row.payment());
        }

        @Override
        public Told send() throws Trouble, InterruptedException {
            return gateway.charge(row.payment());
        }
    }
}
