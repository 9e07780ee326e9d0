package io.florin.node.payment;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.PayloadCheck;
import io.florin.node.job.Run;
import io.florin.node.payment.Post.Letter;
import io.florin.persistence.payment.PayoutRow;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobError;
import io.florin.protocol.payment.NewPayout.Destination.Refund;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.PayoutState;

/**
 * {@code payment.payout} and {@code payment.refund}: sends the money that is the job's price. The
 * job stays open until the provider's last word: until then it is unknown, and asked about.
 */
final class SendHandler implements JobHandler {
    private final Book book;
    private final Gateways gateways;
    private final Post post;

    SendHandler(Book book, Gateways gateways, Post post) {
        this.book = book;
        this.gateways = gateways;
        this.post = post;
    }

    @Override
    public PayloadCheck payload() {
        return Payloads.PAYOUT;
    }

    @Override
    public Outcome run(Run run) throws InterruptedException {
        var job = run.claim().job();
        var row =
                Payloads.PAYOUT
                        .find(job.spec().payload())
                        .flatMap(id -> book.payouts().find(job.app(), new PaymentId(id)))
                        .filter(found -> isOf(found.payout(), job));
        if (row.isEmpty()) return Endings.never("payout_unknown", "It is the job of no payout.");
        var payout = row.get().payout();
        try {
            return sent(run, row.get());
        } catch (Trouble trouble) {
            return trouble(run, payout, trouble);
        }
    }

    /** A dead one's successor is another job, and sends nothing. */
    private static boolean isOf(Payout payout, Job job) {
        var price = job.price();
        return price != null
                && job.id().value().equals(payout.id().value())
                && price.wallet().equals(payout.wallet())
                && price.money().equals(payout.money());
    }

    private Outcome sent(Run run, PayoutRow row) throws Trouble, InterruptedException {
        var payout = row.payout();
        return switch (payout.state()) {
            case REQUESTED, PENDING_APPROVAL -> unanswered(payout);
            case APPROVED, UNKNOWN, SENT -> ending(heard(run, row));
            case PAID, REVERSED, REJECTED, FAILED, CANCELED -> ending(payout);
        };
    }

    /** Refunds need nobody's approval; what has waited for one until now waits no longer. */
    private Outcome unanswered(Payout payout) {
        boolean isRefund = payout.to() instanceof Refund;
        var next = isRefund ? PayoutState.APPROVED : PayoutState.REJECTED;
        var error = isRefund ? null : new JobError("approval_missing", "Nobody has approved.");
        return book.note(payout, next, error)
                .filter(_ -> !isRefund)
                .map(SendHandler::ending)
                .orElseGet(() -> Outcome.failed("payout_changed", "It goes on at once."));
    }

    private Payout heard(Run run, PayoutRow row) throws Trouble, InterruptedException {
        var payout = row.payout();
        var object = payout.object();
        if (object != null) return book.hear(payout, gateways.read(payout, object));
        var gateway = gateways.of(payout.provider(), row.sending());
        return book.hear(payout, post.send(run, gateway, letter(row, gateway)));
    }

    private static Outcome ending(Payout payout) {
        var result = Book.result(payout.state());
        return switch (payout.state()) {
            // What came back is given back by whoever heard of that.
            case PAID, REVERSED -> {
                var out = new Effect.Capture(payout.provider().account());
                yield new Outcome.Succeeded(result, null, out);
            }
            case REJECTED, FAILED, CANCELED ->
                    new Outcome.Succeeded(result, null, new Effect.Release());
            case REQUESTED, PENDING_APPROVAL, APPROVED, UNKNOWN, SENT ->
                    new Outcome.Unknown(
                            new JobError("in_transit", payout.provider() + " has it under way."));
        };
    }

    private Outcome trouble(Run run, Payout payout, Trouble trouble) {
        var error = trouble.error();
        return switch (trouble.kind()) {
            case REFUSED -> failed(payout, error);
            case NOT_TAKEN ->
                    Endings.isLastTry(run)
                            ? failed(payout, error)
                            : Outcome.failed(error.code(), error.message());
            case UNKNOWN -> {
                boolean isSent = payout.state() == PayoutState.SENT;
                if (trouble.needsDecision() || !isSent)
                    book.note(payout, PayoutState.UNKNOWN, error);
                var now = book.payouts().find(payout.wallet().app(), payout.id());
                yield now.map(PayoutRow::payout)
                        .filter(it -> it.state().isEnded()) // by somebody's word meanwhile
                        .map(SendHandler::ending)
                        .orElseGet(() -> new Outcome.Unknown(error));
            }
        };
    }

    /** If somebody else was faster, the next try sees what is so. */
    private Outcome failed(Payout payout, JobError error) {
        return book.note(payout, PayoutState.FAILED, error)
                .map(SendHandler::ending)
                .orElseGet(() -> new Outcome.Unknown(error));
    }

    private Letter letter(PayoutRow row, Gateway gateway) {
        var payout = row.payout();
        return new Letter(
                row.sending(),
                now -> book.payouts().sending(payout, row.sending(), now),
                attempt -> book.payouts().notSent(payout, attempt),
                () -> gateway.search(payout),
                () -> gateway.send(payout));
    }
}
