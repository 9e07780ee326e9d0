/**
 * The door to all jobs, {@link io.florin.protocol.job.door.Jobs}; apart from the words of jobs,
 * which wallets use too.
 */
@NullMarked
package io.florin.protocol.job.door;

import org.jspecify.annotations.NullMarked;
