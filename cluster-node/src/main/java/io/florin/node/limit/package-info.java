/**
 * How often something was asked: {@link io.florin.node.limit.ShardedRateLimits} is the door, {@link
 * io.florin.node.limit.Window} and {@link io.florin.node.limit.Counters} are the rules. The
 * counters are spread over a fixed number of actors, each of which holds a bounded number. They
 * live in memory: those of an actor that moves to another node, or whose node dies, begin anew.
 */
@NullMarked
package io.florin.node.limit;

import org.jspecify.annotations.NullMarked;
