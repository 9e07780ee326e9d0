package io.florin.persistence.job;

import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobId;
import org.jspecify.annotations.Nullable;

/** An outcome that the wallet is still to be told; {@code wallet} is the price's, if any. */
public record Settling(Fence fence, String app, JobId id, @Nullable String wallet, Effect effect) {}
