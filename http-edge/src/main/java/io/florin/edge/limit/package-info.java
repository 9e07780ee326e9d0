/**
 * How often somebody may call: {@link io.florin.edge.limit.RateLimit} is one configured rule,
 * {@link io.florin.edge.limit.RateLimitRules} all of them, {@link io.florin.edge.limit.Budget} what
 * an answer says of what is left.
 */
@NullMarked
package io.florin.edge.limit;

import org.jspecify.annotations.NullMarked;
