package io.florin.node.rules;

import io.florin.protocol.wallet.JobFacts;
import org.jspecify.annotations.Nullable;

/** A priced job that has not ended; at most one of a unique key. */
public record OpenJob(JobFacts facts, @Nullable String uniqueKey) {}
