package io.florin.simulation.wallet;

import io.florin.node.wallet.ProcessSettings;
import io.florin.protocol.account.WalletId;
import io.florin.simulation.world.Chance;
import io.florin.simulation.world.Weather;
import io.florin.simulation.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Where wallets live: at most one incarnation of each that the cluster knows of, started by its
 * first message; and ghosts, older incarnations that live on although the cluster has given them
 * up. They hear some of the messages and write when they please.
 */
public final class Cluster {
    private static final int NODES = 3;
    private static final int[] NAME_CAPACITIES = {2, 2, 3, 5, 16, 256};

    private final World world;
    private final Surroundings around;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<WalletId, SimulatedWallet> current = new TreeMap<>();
    private final List<SimulatedWallet> ghosts = new ArrayList<>();
    private final Map<WalletId, Queue<Consumer<SimulatedWallet>>> passivating = new TreeMap<>();
    private Weather weather;
    private int nodesEver;

    public Cluster(Surroundings around, Weather weather) {
        this.world = around.world();
        this.around = around;
        this.weather = weather;
        for (int i = 0; i < NODES; i++) nodes.add(newNode());
    }

    private Node newNode() {
        return new Node(world, nodesEver++, clockAhead());
    }

    private long clockAhead() {
        return world.chance().oneIn(2) ? 0 : world.chance().between(-2_000_000, 2_000_000);
    }

    public void become(Weather changed) {
        weather = changed;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<SimulatedWallet> current() {
        return List.copyOf(current.values());
    }

    /** Hands a message to an incarnation, usually the one that the cluster knows of. */
    void deliver(WalletId id, Consumer<SimulatedWallet> message) {
        var waiting = passivating.get(id);
        if (waiting != null && !world.chance().oneIn(4)) {
            waiting.add(message);
            return;
        }
        var ghost = world.chance().oneIn(5) ? ghostOf(id) : List.<SimulatedWallet>of();
        message.accept(ghost.isEmpty() ? current(id) : world.chance().pick(ghost));
    }

    private List<SimulatedWallet> ghostOf(WalletId id) {
        return ghosts.stream().filter(ghost -> ghost.id().equals(id)).toList();
    }

    private SimulatedWallet current(WalletId id) {
        var known = current.get(id);
        if (known != null) return known;
        var healthy = nodes.stream().filter(node -> !node.isFrozen()).toList();
        var node = world.chance().pick(healthy.isEmpty() ? nodes : healthy);
        var started = new SimulatedWallet(id, node, around, this, settings(world.chance()));
        current.put(id, started);
        started.recover();
        return started;
    }

    private ProcessSettings settings(Chance chance) {
        var s = around.settings();
        return new ProcessSettings(
                s.bounds(),
                NAME_CAPACITIES[chance.below(NAME_CAPACITIES.length)],
                s.maxUndecided(),
                s.maxBatch(),
                s.maxWaiting(),
                s.settleDelayMillis(),
                s.repeatMillis(),
                s.repeatMaxMillis());
    }

    /** Whether an incarnation dies or freezes right now, between two of its effects. */
    boolean strikes(SimulatedWallet wallet) {
        if (!world.chance().of(weather.crash())) return false;
        if (world.chance().oneIn(2)) {
            crash(wallet);
        } else {
            freeze(wallet.node(), world.chance().between(1, 5_000_000));
        }
        return true;
    }

    void crash(SimulatedWallet wallet) {
        world.tally().fault("wallet crashed");
        world.note(() -> wallet + " crashes");
        wallet.die();
        ghosts.remove(wallet);
        world.in(world.chance().between(0, 3_000_000), () -> forget(wallet));
    }

    void crash(Node node) {
        world.tally().fault("node crashed");
        world.note(() -> node + " crashes");
        node.die();
        ghosts.removeIf(SimulatedWallet::isDead);
        world.in(world.chance().between(100_000, 10_000_000), () -> replace(node));
    }

    private void replace(Node node) {
        if (!nodes.contains(node)) return;
        nodes.set(nodes.indexOf(node), newNode());
        current().stream().filter(wallet -> wallet.node() == node).forEach(this::forget);
    }

    /** Frozen for longer than the cluster's patience, its wallets are started elsewhere. */
    void freeze(Node node, long micros) {
        if (node.isFrozen() || node.isDead()) return;
        world.tally().fault("node frozen");
        world.note(() -> node + " freezes");
        node.freeze();
        world.in(world.chance().between(1_000_000, 20_000_000), () -> giveUp(node));
        world.in(micros, () -> thaw(node));
    }

    private void giveUp(Node node) {
        if (!node.isFrozen() || !nodes.contains(node)) return;
        current().stream().filter(wallet -> wallet.node() == node).forEach(this::haunt);
        replace(node);
    }

    private void thaw(Node node) {
        world.note(() -> node + " thaws");
        node.thaw();
        if (nodes.contains(node)) return;
        world.in(
                world.chance().between(0, 10_000_000),
                () -> {
                    node.die();
                    ghosts.removeIf(SimulatedWallet::isDead);
                });
    }

    /** The cluster starts the wallet elsewhere, and the old incarnation does not know it. */
    void split(SimulatedWallet wallet) {
        world.note(() -> wallet + " is given up, but lives");
        haunt(wallet);
        world.in(world.chance().between(0, 20_000_000), () -> exorcise(wallet));
    }

    private void haunt(SimulatedWallet wallet) {
        world.tally().fault("two incarnations");
        ghosts.add(wallet);
        forget(wallet);
    }

    private void exorcise(SimulatedWallet ghost) {
        if (!ghosts.remove(ghost)) return;
        ghost.die();
    }

    void passivate(SimulatedWallet wallet) {
        if (passivating.containsKey(wallet.id())) return;
        world.tally().fault("wallet passivated");
        world.note(() -> wallet + " is to stop");
        passivating.put(wallet.id(), new ArrayDeque<>());
        wallet.stop();
    }

    void stopped(SimulatedWallet wallet) {
        ghosts.remove(wallet);
        forget(wallet);
    }

    /** It is no longer the current one; what was kept for its successor is delivered. */
    private void forget(SimulatedWallet wallet) {
        if (!current.remove(wallet.id(), wallet)) return;
        var waiting = passivating.remove(wallet.id());
        if (waiting == null) return;
        waiting.forEach(message -> deliver(wallet.id(), message));
    }

    void setClock(Node node) {
        world.tally().fault("clock moved");
        node.setClock(clockAhead());
    }
}
