package io.florin.node.rules;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import org.jspecify.annotations.Nullable;

/**
 * The phrases about jobs: {@code submit ~j1 60 unique=u1 replays=j0} and {@code end j1 @fees}, or
 * {@code end j1}, which gives the price back.
 */
public record PhrasedJobs(Phrases said) {
    SubmitJob submit() {
        var id = said.words().get(1);
        boolean given = !id.startsWith("~");
        var price = Phrases.money(said.words().get(2));
        var replays = said.options().get("replays");
        return new SubmitJob(
                new JobId(given ? id : id.substring(1)),
                given,
                spec(said.options().get("unique")),
                price,
                replays == null ? null : new JobId(replays));
    }

    /** Some job. */
    public static JobSpec spec(@Nullable String uniqueKey) {
        return new JobSpec("ai", "chat", null, "{}", Priority.NORMAL, null, uniqueKey, null);
    }

    EndJob end() {
        var words = said.words();
        return new EndJob(
                new JobId(words.get(1)), words.size() > 2 ? new SystemAccount(words.get(2)) : null);
    }
}
