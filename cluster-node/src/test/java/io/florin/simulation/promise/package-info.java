/**
 * What must hold whatever happens, checked at every event, reply and message by small books of
 * their own that know nothing of the rules: {@link io.florin.simulation.promise.Promises} is all of
 * them.
 */
@NullMarked
package io.florin.simulation.promise;

import org.jspecify.annotations.NullMarked;
