package io.florin.simulation.wallet;

import io.florin.simulation.world.Weather;
import io.florin.simulation.world.World;

/** What befalls nodes and wallets by itself, from time to time. */
public final class Mishaps {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long RARELY_MICROS = 3_000_000;

    private final World world;
    private final Cluster cluster;
    private double likelihood;

    public Mishaps(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    public void become(Weather weather) {
        boolean resting = likelihood == 0;
        likelihood = weather.mishap();
        if (resting && likelihood > 0) next();
    }

    private void next() {
        world.in((long) (world.chance().between(1, RARELY_MICROS) / likelihood), this::strike);
    }

    private void strike() {
        if (likelihood == 0) return;
        var node = world.chance().pick(cluster.nodes());
        var awake = cluster.current();
        switch (world.chance().below(12)) {
            case 0 -> cluster.crash(node);
            case 1 -> cluster.freeze(node, world.chance().between(1_000, 30_000_000));
            case 2 -> cluster.freeze(node, world.chance().between(1_000, HOUR_MICROS));
            case 3, 4 -> cluster.setClock(node);
            default -> {
                if (!awake.isEmpty()) strike(world.chance().pick(awake));
            }
        }
        next();
    }

    private void strike(SimulatedWallet wallet) {
        switch (world.chance().below(4)) {
            case 0 -> cluster.crash(wallet);
            case 1 -> cluster.split(wallet);
            default -> cluster.passivate(wallet);
        }
    }
}
