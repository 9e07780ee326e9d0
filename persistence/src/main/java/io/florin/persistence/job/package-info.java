/**
 * Jobs in PostgreSQL, where the truth about them is; Kafka only wakes the workers. {@link
 * io.florin.persistence.job.RunTable} is for those who run jobs, {@link
 * io.florin.persistence.job.JobTable} for those who submit them and look after them. A change that
 * frees a lane or a limit's place commits by itself, and only then is asked what may run next: a
 * job that was refused before the commit is seen by that question.
 */
@NullMarked
package io.florin.persistence.job;

import org.jspecify.annotations.NullMarked;
