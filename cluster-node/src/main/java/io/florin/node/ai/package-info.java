/**
 * Jobs of the queue {@code ai}. {@link io.florin.node.ai.AiJobs} is the front, {@link
 * io.florin.node.ai.Task} is what a kind says of itself, and {@link io.florin.node.ai.AiHandler} is
 * the same for all of them: look for an answer that is paid already, ask, keep, judge. What a model
 * says is data; what follows from it in money is ours ({@link io.florin.node.ai.Valuation}).
 */
@NullMarked
package io.florin.node.ai;

import org.jspecify.annotations.NullMarked;
