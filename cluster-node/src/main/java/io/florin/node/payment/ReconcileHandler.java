package io.florin.node.payment;

import io.florin.node.job.JobHandler;
import io.florin.node.job.Outcome;
import io.florin.node.job.Run;
import io.florin.node.job.Wakes;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobTable;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.payment.PaymentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code payment.reconcile}: has payments and payouts looked at that are open and of which nothing
 * was heard for a while, those of longest ago first, each by a job of its own; the longer nothing
 * has changed, the seldomer. So a webhook that was lost is only late.
 */
final class ReconcileHandler implements JobHandler {
    private final Book book;
    private final PaymentKinds kinds;
    private final JobTable jobs;
    private final Wakes wakes;
    private final PaymentSettings settings;

    ReconcileHandler(
            Book book, PaymentKinds kinds, JobTable jobs, Wakes wakes, PaymentSettings settings) {
        this.book = book;
        this.kinds = kinds;
        this.jobs = jobs;
        this.wakes = wakes;
        this.settings = settings;
    }

    @Override
    public Outcome run(Run run) {
        var now = book.now();
        var before = now.minusMillis(settings.recheckMillis());
        var paidAfter = now.minus(Duration.ofDays(settings.reversibleDays()));
        int most = settings.recheckMost();
        var dues = new ArrayList<Due>();
        int looks = 0;
        for (var row : book.payments().open(now, before, most)) {
            var payment = row.payment();
            // Now: a look that fails must not stand before the others again and again.
            book.payments().checked(payment, now);
            dues.addAll(look(run, Payloads.PAYMENT, payment.wallet(), payment.id()));
            looks++;
        }
        for (var row : book.payouts().open(now, before, paidAfter, most)) {
            var payout = row.payout();
            book.payouts().checked(payout, now);
            dues.addAll(look(run, Payloads.PAYOUT, payout.wallet(), payout.id()));
            looks++;
        }
        wakes.wake(dues);
        return new Outcome.Succeeded("{\"looks\":" + looks + "}");
    }

    /** A repeat of this run submits the same jobs. */
    private List<Due> look(Run run, Payloads payload, WalletId wallet, PaymentId id) {
        var unique = "check/" + payload.field() + "/" + id;
        var spec = kinds.spec(PaymentKinds.CHECK, payload.of(id.value()), null, unique);
        // Ids of payments are ours: UUIDs, so this has less than 64 characters.
        var name = id + "." + run.claim().fence().seq();
        var due = jobs.submit(kinds.row(wallet.app(), name, spec, book.now())).due();
        return due == null ? List.of() : List.of(due);
    }
}
