package io.florin.persistence.payment;

import io.florin.protocol.job.JobError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a payment or a payout.
 *
 * @param to the next state
 * @param object the provider's id of it, if it is known; one that is there stays
 * @param offer what the customer needs to pay, if it is known
 * @param error null: nothing stands in the way any more
 */
public record Change<S extends Enum<S>>(
        S to,
        @Nullable String object,
        @Nullable String offer,
        @Nullable JobError error,
        Instant at) {}
