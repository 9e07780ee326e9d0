package io.florin.simulation;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.node.rules.Bounds;
import io.florin.node.wallet.ProcessSettings;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.simulation.promise.Promises;
import io.florin.simulation.wallet.Clients;
import io.florin.simulation.wallet.Cluster;
import io.florin.simulation.wallet.Errand;
import io.florin.simulation.wallet.Mishaps;
import io.florin.simulation.wallet.SimulatedJournal;
import io.florin.simulation.wallet.Surroundings;
import io.florin.simulation.wallet.Sweeper;
import io.florin.simulation.wallet.Wishes;
import io.florin.simulation.world.Chance;
import io.florin.simulation.world.Network;
import io.florin.simulation.world.Weather;
import io.florin.simulation.world.World;
import java.util.List;
import java.util.stream.IntStream;

/** A few wallets, their clients, and what befalls them. */
final class WalletTown {
    private static final long SECOND = 1_000_000;
    private static final long MOST_STEPS = 1_000_000;

    /** Within this everything has to end once nothing goes wrong any more. */
    private static final long TO_END_MICROS = 300 * SECOND;

    /** Longer than anything is held back. */
    private static final long LATE_MICROS = 4_000 * SECOND;

    private static final long PAUSE_MICROS = 10 * SECOND;
    private static final long DUE_FOR_MICROS = 60 * SECOND;

    private final World world;
    private final Chance chance;
    private final Promises promises = new Promises();
    private final Network network;
    private final SimulatedJournal journal;
    private final Cluster cluster;
    private final Mishaps mishaps;
    private final Clients clients;
    private final Wishes wishes;
    private final List<WalletId> wallets;
    private final Weather weather;

    WalletTown(World world) {
        this.world = world;
        this.chance = world.chance();
        this.weather = Weather.of(chance);
        this.wallets =
                IntStream.range(0, 2 + chance.below(5))
                        .mapToObj(i -> new WalletId("app", "w" + i))
                        .toList();
        this.network = new Network(world, weather);
        this.journal = new SimulatedJournal(world, weather, promises);
        promises.compareWith(journal);
        var around = new Surroundings(world, network, journal, promises, settings(chance));
        this.cluster = new Cluster(around, weather);
        this.mishaps = new Mishaps(world, cluster);
        this.clients = new Clients(around, cluster);
        var assets = List.of(new Asset("USD"), new Asset("STAR")).subList(0, 1 + chance.below(2));
        this.wishes = new Wishes(chance, journal, wallets, assets);
    }

    private static ProcessSettings settings(Chance chance) {
        return new ProcessSettings(
                new Bounds(
                        chance.pick(List.of(2, 5, 1_000)),
                        chance.pick(List.of(1, 3, 1_000)),
                        chance.pick(List.of(1, 3, 1_000)),
                        chance.pick(List.of(1, 3, 1_000)),
                        chance.pick(List.of(1, 2, 64))),
                2,
                chance.pick(List.of(2, 10, 10_000)),
                chance.pick(List.of(1, 3, 1_000)),
                chance.pick(List.of(1, 5, 20_000)),
                chance.pick(List.of(0, 100, 2_000)),
                chance.between(200, 1_000),
                chance.between(2_000, 15_000));
    }

    void live() {
        storm();
        become(Weather.FINE);
        untilEnded();
        afterwards();
        untilEnded();
    }

    private void storm() {
        become(weather);
        new Sweeper(world, journal, cluster).sweep();
        for (var wallet : wallets) {
            if (!chance.oneIn(8)) clients.want(wallet, wishes.open());
            clients.want(wallet, wishes.deposit());
        }
        long lasts = chance.between(5 * SECOND, 60 * SECOND);
        int wanted = (int) chance.between(10, 120);
        for (int i = 0; i < wanted; i++) {
            world.in(chance.between(0, lasts), this::want);
            if (chance.oneIn(5)) world.in(chance.between(0, lasts), clients::repeat);
        }
        runFor(lasts);
    }

    private void want() {
        var wallet = chance.pick(wallets);
        clients.want(wallet, wishes.next(wallet));
    }

    private void become(Weather changed) {
        network.become(changed);
        journal.become(changed);
        cluster.become(changed);
        mishaps.become(changed);
    }

    private void runFor(long micros) {
        long until = world.now() + micros;
        while (world.step(until)) {
            unless(world.steps() < MOST_STEPS, "spins: %s steps", world.steps());
        }
    }

    private void untilEnded() {
        long until = world.now() + TO_END_MICROS;
        while (!hasEnded() && world.now() < until) {
            runFor(SECOND);
            clients.freeStuckHolds();
        }
        for (var errand : clients.errands()) {
            unless(errand.isAnswered(), "never answered: %s", errand);
        }
        promises.ended(world.instantAt(world.now() - DUE_FOR_MICROS));
    }

    private boolean hasEnded() {
        return clients.errands().stream().allMatch(Errand::isAnswered)
                && journal.streams().values().stream()
                        .map(stream -> stream.state())
                        .allMatch(w -> w.transfers().isEmpty() && w.received().isEmpty());
    }

    /** What was held back arrives, and clients ask again what was answered long ago. */
    private void afterwards() {
        int errands = clients.errands().size();
        for (int i = 0; i < errands / 2; i++) {
            world.in(chance.between(0, LATE_MICROS), clients::repeat);
        }
        for (int i = 0; i < 10; i++) world.in(chance.between(0, LATE_MICROS), this::want);
        for (long late = 0; late < LATE_MICROS; late += PAUSE_MICROS) {
            runFor(PAUSE_MICROS);
            clients.freeStuckHolds();
        }
    }
}
