package io.florin.persistence.job;

import io.florin.protocol.job.Job;

/**
 * A job that is the caller's to run.
 *
 * @param sent a request that moves outside money may have left in an earlier run: ask first
 * @param asks how often the provider has been asked since
 */
public record Claim(Fence fence, Job job, boolean sent, int asks) {}
