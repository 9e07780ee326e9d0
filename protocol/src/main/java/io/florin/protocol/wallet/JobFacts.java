package io.florin.protocol.wallet;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The money of one job right after an event: set aside as a whole while the job is open, then gone
 * as a whole or free again. It never expires, and no call for holds reaches it.
 *
 * @param capturedTo whom it went to; null while it is open, and if it was released
 * @param schedule the version of the app's money rules that it was submitted under
 * @param replays the dead job that this one does anew
 */
public record JobFacts(
        JobId id,
        State state,
        Money price,
        @Nullable SystemAccount capturedTo,
        Instant submittedAt,
        @Nullable String schedule,
        @Nullable JobId replays) {
    /** OPEN → CAPTURED | RELEASED; the last two are ends, and a job ends once. */
    public enum State {
        OPEN,
        CAPTURED,
        RELEASED
    }

    /** As it was submitted. */
    public static JobFacts open(
            JobId id,
            Money price,
            Instant submittedAt,
            @Nullable String schedule,
            @Nullable JobId replays) {
        return new JobFacts(id, State.OPEN, price, null, submittedAt, schedule, replays);
    }

    /** As it ends: released when {@code captureTo} is null. */
    public JobFacts ended(@Nullable SystemAccount captureTo) {
        var end = captureTo == null ? State.RELEASED : State.CAPTURED;
        return new JobFacts(id, end, price, captureTo, submittedAt, schedule, replays);
    }
}
