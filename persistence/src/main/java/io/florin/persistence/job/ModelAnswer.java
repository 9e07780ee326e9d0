package io.florin.persistence.job;

import io.florin.protocol.job.JobCost;
import org.jspecify.annotations.Nullable;

/**
 * What a model has answered for a job.
 *
 * @param prompt which one, with its version; null if there was none
 * @param text empty if it refused
 * @param cost null if the provider did not tell what it bills
 */
public record ModelAnswer(
        String provider,
        String model,
        @Nullable String prompt,
        String text,
        @Nullable String refusal,
        @Nullable JobCost cost) {}
