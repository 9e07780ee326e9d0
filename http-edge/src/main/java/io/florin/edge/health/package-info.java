/**
 * Is it alive, ready, healthy: the operator's questions, answered through the door {@link
 * io.florin.edge.health.Health}.
 */
@NullMarked
package io.florin.edge.health;

import org.jspecify.annotations.NullMarked;
