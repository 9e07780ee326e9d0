package io.florin.node.rules;

import static io.florin.node.rules.Guards.first;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletReply.Done;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The money of priced jobs: set aside by the very event that asks for the job, gone or free as a
 * whole by the one that ends it. A job ends once, and its end is not refused because debits are
 * blocked meanwhile: its submission was the permission.
 */
final class Jobs {
    private Jobs() {}

    static Decision submit(
            Wallet wallet, Request request, SubmitJob command, Bounds bounds, Instant at) {
        var price = command.price();
        var closed = Guards.open(wallet);
        var open = closed == null ? openOfSameKey(wallet, command) : null;
        if (open != null) return foundOpen(wallet, request, open, at);
        var denial =
                first(
                        () -> closed,
                        () -> Guards.debitsAllowed(wallet),
                        () -> Spending.within(wallet, request, price.asset(), price.minor(), at),
                        () -> Guards.funds(wallet, price.asset(), price.minor()),
                        () -> Guards.roomForJob(wallet, bounds));
        if (denial != null) return Requests.refuse(request, at, denial);
        var schedule = request.terms().schedule();
        var job = JobFacts.open(command.id(), price, at, schedule, command.replays());
        var position = wallet.position(price.asset());
        var after = new Balance(position.posted(), position.held() + price.minor());
        var receipt = Requests.receipt(request);
        var event = new JobSubmitted(at, receipt, job, command.spec(), after, request.trace());
        return Decision.replies(new Done(Answers.of(wallet.id(), event), false), event);
    }

    /** That the job is there already helps the caller more than why another would be refused. */
    private static @Nullable JobFacts openOfSameKey(Wallet wallet, SubmitJob command) {
        var uniqueKey = command.spec().uniqueKey();
        if (uniqueKey == null) return null;
        for (var job : wallet.jobs().values()) {
            if (uniqueKey.equals(job.uniqueKey())) return job.facts();
        }
        return null;
    }

    /** An answer, too, and remembered as one: what is open now may have ended at the repeat. */
    private static Decision foundOpen(Wallet wallet, Request request, JobFacts open, Instant at) {
        var reply = new Done(new Answer.OfJob(wallet.id(), open, true), false);
        var name = Requests.ownName(request);
        return request.key() == null && name == null
                ? Decision.unwritten(reply)
                : Decision.replies(
                        reply, new JobFoundOpen(at, Requests.receipt(request), name, open));
    }

    /** One that is not open never was: the name of an end is met before this is asked. */
    static Decision end(Wallet wallet, Request request, EndJob command, Instant at) {
        var job = wallet.jobs().get(command.id());
        if (job == null) {
            var absent = Guards.opened(wallet);
            var unknown = Denial.of(Refusal.JOB_NOT_FOUND);
            return Requests.refuse(request, at, absent == null ? unknown : absent);
        }
        var event = ended(wallet, request, job.facts().ended(command.captureTo()), at);
        return Decision.replies(new Done(Answers.of(wallet.id(), event), false), event);
    }

    private static JobEnded ended(Wallet wallet, Request request, JobFacts job, Instant at) {
        long price = job.price().minor();
        var position = wallet.position(job.price().asset());
        long captured = job.capturedTo() == null ? 0 : price;
        var after = new Balance(position.posted() - captured, position.held() - price);
        return new JobEnded(at, Requests.receipt(request), job, after);
    }
}
