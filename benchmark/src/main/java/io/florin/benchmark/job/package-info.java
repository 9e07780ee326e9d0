/**
 * {@link io.florin.benchmark.job.JobBenchmark}: how fast queues of jobs that do nothing are
 * emptied, ours and other people's, what limits cost, and how soon a job begins.
 */
@NullMarked
package io.florin.benchmark.job;

import org.jspecify.annotations.NullMarked;
