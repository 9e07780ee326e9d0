package io.florin.persistence.payment;

import io.florin.protocol.job.JobError;
import io.florin.protocol.payment.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a payment or a payout.
 *
 * @param to the next state
 * @param object the provider's id of it, if it is known; one that is there stays
 * @param offer what the customer needs to pay, if it is known
 * @param error null: nothing stands in the way any more
 * @param decision a person's, which only what needs one takes; null: it is nobody's
 */
public record Change<S extends Enum<S>>(
        S to,
        @Nullable String object,
        @Nullable String offer,
        @Nullable JobError error,
        @Nullable Decision decision,
        Instant at) {
    /** What waits for a person's decision has this error. */
    public static final String NEEDS_DECISION = "needs_decision";
}
