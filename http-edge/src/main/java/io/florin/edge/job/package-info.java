/**
 * Jobs over HTTP: {@link io.florin.edge.job.JobRoutes} takes them and shows them, {@link
 * io.florin.edge.job.EventRoutes} tells how they go on, {@link io.florin.edge.job.BatchRoutes} and
 * {@link io.florin.edge.job.QueueRoutes} are the operator's.
 */
@NullMarked
package io.florin.edge.job;

import org.jspecify.annotations.NullMarked;
