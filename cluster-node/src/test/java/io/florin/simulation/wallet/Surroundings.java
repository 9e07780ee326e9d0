package io.florin.simulation.wallet;

import io.florin.node.wallet.ProcessSettings;
import io.florin.simulation.world.Network;
import io.florin.simulation.world.World;

/** What every wallet of one seed stands in. */
public record Surroundings(
        World world,
        Network network,
        SimulatedJournal journal,
        Watcher watcher,
        ProcessSettings settings) {}
