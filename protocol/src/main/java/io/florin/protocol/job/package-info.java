/**
 * Jobs: work that is done once, whatever dies, and that may have a price. A job waits in a queue, a
 * run of it is one attempt, and what it does to money is its {@link io.florin.protocol.job.Effect}:
 * chosen once, under the fence of its attempt, then repeated until the wallet has answered.
 */
@NullMarked
package io.florin.protocol.job;

import org.jspecify.annotations.NullMarked;
