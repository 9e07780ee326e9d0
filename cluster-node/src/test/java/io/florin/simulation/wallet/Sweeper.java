package io.florin.simulation.wallet;

import io.florin.simulation.world.World;

/** Wakes wallets that have something unfinished, as the one in the cluster does. */
public final class Sweeper {
    private static final long PACE_MICROS = 5_000_000;
    private static final long OLD_SECONDS = 5;

    private final World world;
    private final SimulatedJournal journal;
    private final Cluster cluster;

    public Sweeper(World world, SimulatedJournal journal, Cluster cluster) {
        this.world = world;
        this.journal = journal;
        this.cluster = cluster;
    }

    public void sweep() {
        var longAgo = world.instant().minusSeconds(OLD_SECONDS);
        journal.streams()
                .forEach((id, stream) -> {
                    var wallet = stream.state();
                    boolean old = wallet.lastAt().isBefore(longAgo);
                    if (wallet.hasOpenWork() && old) {
                        cluster.deliver(id, SimulatedWallet::sweep);
                    }
                });
        world.in(PACE_MICROS, this::sweep);
    }
}
