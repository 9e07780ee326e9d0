package io.florin.persistence.job;

import io.florin.protocol.job.JobReply;
import org.jspecify.annotations.Nullable;

/** What became of a new job, and whom to wake, if it is new and due. */
public record Submission(JobReply reply, @Nullable Due due) {}
