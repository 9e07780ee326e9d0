package io.florin.persistence.job;

import io.florin.protocol.job.Priority;
import org.jspecify.annotations.Nullable;

/** A job that could run now, for the workers to be told of. */
public record Due(long seq, String queue, String kind, Priority priority, @Nullable String lane) {}
