package io.florin.protocol.job;

import org.jspecify.annotations.Nullable;

/** Which job is meant: by its wallet too if it has a price and the id alone does not say it. */
public record JobName(String app, JobId id, @Nullable String wallet) {}
