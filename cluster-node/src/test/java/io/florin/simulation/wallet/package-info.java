/**
 * Everybody who lives in a simulation of wallets. {@link io.florin.simulation.wallet.Cluster} keeps
 * incarnations of wallets ({@link io.florin.simulation.wallet.SimulatedWallet}) on nodes that die
 * and freeze, {@link io.florin.simulation.wallet.SimulatedJournal} is their only common truth,
 * {@link io.florin.simulation.wallet.Client}s want things until they are answered. Who watches them
 * is a {@link io.florin.simulation.wallet.Watcher}.
 */
@NullMarked
package io.florin.simulation.wallet;

import org.jspecify.annotations.NullMarked;
