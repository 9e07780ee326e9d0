package io.florin.node.rules;

import io.florin.node.rules.PaperWallet.PaperJob;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;

/** Priced jobs on paper. */
final class PaperJobs {
    private PaperJobs() {}

    /** Whether it began: not if there is an open one of its unique key. */
    static boolean submit(PaperBank bank, PaperWallet wallet, SubmitJob c, Terms terms) {
        var uniqueKey = c.spec().uniqueKey();
        boolean there =
                uniqueKey != null
                        && wallet.openJobs().anyMatch(job -> uniqueKey.equals(job.uniqueKey));
        if (there) return false;
        bank.debit(wallet, c.price(), 0, terms.limits());
        PaperBank.unless(wallet.openJobs().count() < bank.maxJobs, Refusal.BUSY);
        wallet.add(c.price().asset(), 0);
        var sent = wallet.spending.send(c.price().asset(), c.price().minor(), bank.now);
        wallet.jobs.put(c.id(), new PaperJob(c.price(), uniqueKey, sent));
        return true;
    }

    static void end(PaperBank bank, PaperWallet wallet, EndJob c) {
        var job = wallet.jobs.get(c.id());
        PaperBank.unless(job != null, Refusal.JOB_NOT_FOUND);
        if (job == null) return;
        job.open = false;
        if (c.captureTo() == null) {
            job.sent.minor -= job.price.minor();
        } else {
            bank.pay(wallet, c.captureTo(), job.price.asset(), job.price.minor());
        }
    }
}
