package io.florin.persistence.job;

import io.florin.protocol.job.Job;
import io.florin.protocol.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A job that is the caller's to run.
 *
 * @param sent a request that moves outside money may have left in an earlier run: ask first
 * @param asks how often the provider has been asked since
 * @param trace of what has submitted it
 */
public record Claim(Fence fence, Job job, boolean sent, int asks, @Nullable Trace trace) {
    /** Of a job that nobody traces. */
    public Claim(Fence fence, Job job, boolean sent, int asks) {
        this(fence, job, sent, asks, null);
    }
}
