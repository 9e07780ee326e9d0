/**
 * What every simulation stands on, whoever lives in it: {@link io.florin.simulation.world.World}, a
 * virtual clock with a queue of what will happen, all of it following from one seed; a network, its
 * weather, and a tally of what went wrong.
 */
@NullMarked
package io.florin.simulation.world;

import org.jspecify.annotations.NullMarked;
