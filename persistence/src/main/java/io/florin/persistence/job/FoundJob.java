package io.florin.persistence.job;

import io.florin.protocol.job.Job;

/** A job and the number of its row. */
public record FoundJob(long seq, Job job) {}
