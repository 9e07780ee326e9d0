/**
 * How often something may be asked: {@link io.florin.protocol.limit.RateLimits} counts in memory,
 * exactly and for all edges together; a node that dies forgets what it counted.
 */
@NullMarked
package io.florin.protocol.limit;

import org.jspecify.annotations.NullMarked;
