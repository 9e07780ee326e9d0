/**
 * The worker: streams of records from Kafka are claimed in the table of jobs, a batch per
 * statement, and each claim runs on a virtual thread of its own. {@link io.florin.node.job.Workers}
 * is the front; {@link io.florin.node.job.JobHandler} is what a kind of job implements; {@link
 * io.florin.node.job.Next} is the rule of what follows from a run. Nothing here holds a fact that
 * is not in PostgreSQL: Kafka and every thread may be lost.
 */
@NullMarked
package io.florin.node.job;

import org.jspecify.annotations.NullMarked;
