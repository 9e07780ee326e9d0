/**
 * Models behind providers' interfaces. {@link io.florin.node.ai.provider.Models} asks one provider
 * and, where it cannot answer, the next; {@link io.florin.node.ai.provider.Faults} is the rule of
 * what a provider's error means, and the only word on whether a job is tried again.
 */
@NullMarked
package io.florin.node.ai.provider;

import org.jspecify.annotations.NullMarked;
