/**
 * A seeded simulation on one thread with a virtual clock: {@link io.florin.simulation.Simulation}
 * is the whole run of one seed, {@link io.florin.simulation.SimulationTest} runs some of them,
 * {@link io.florin.simulation.SimulationRun} many. What lives in it is in packages of its own:
 * {@code world} knows nothing of wallets, {@code wallet} has everybody who moves money, {@code
 * promise} what must never happen.
 */
@NullMarked
package io.florin.simulation;

import org.jspecify.annotations.NullMarked;
