package io.florin.protocol.job.door;

import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Price;
import io.florin.protocol.wallet.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A job to be submitted.
 *
 * @param given whether the caller chose the id
 * @param key the caller's idempotency key
 * @param terms what the edge adds for the price's wallet
 */
public record NewJob(
        String app,
        JobId id,
        boolean given,
        @Nullable String key,
        JobSpec spec,
        @Nullable Price price,
        Terms terms,
        @Nullable JobId replays) {}
