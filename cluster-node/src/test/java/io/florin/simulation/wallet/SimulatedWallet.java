package io.florin.simulation.wallet;

import io.florin.node.rules.Wallet;
import io.florin.node.wallet.Effect;
import io.florin.node.wallet.ProcessSettings;
import io.florin.node.wallet.WalletProcess;
import io.florin.node.wallet.Work;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.PeerMessageCodec;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import io.florin.simulation.wallet.Call.Order;
import io.florin.simulation.wallet.Call.Question;
import io.florin.simulation.wallet.SimulatedJournal.Names;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a wallet: what the actor does around a {@link WalletProcess}, on virtual time.
 * While it recovers or writes, work collects in the process and everything else is stashed; after a
 * failed write it recovers, and the process outlives that.
 */
final class SimulatedWallet {
    private static final long BACK_OFF_MICROS = 2_000_000;

    private final WalletId id;
    private final Node node;
    private final Surroundings around;
    private final Cluster cluster;
    private final ProcessSettings settings;
    private final WalletProcess<Call> process;
    private final ArrayDeque<Supplier<List<Effect<Call>>>> stash = new ArrayDeque<>();
    private final ArrayDeque<Effect<Call>> effects = new ArrayDeque<>();
    private boolean dead;
    private boolean busy = true;
    private boolean flushing;
    private Instant alarm = Instant.MAX;

    SimulatedWallet(
            WalletId id,
            Node node,
            Surroundings around,
            Cluster cluster,
            ProcessSettings settings) {
        this.id = id;
        this.node = node;
        this.around = around;
        this.cluster = cluster;
        this.settings = settings;
        this.process = new WalletProcess<>(Wallet.absent(id, settings.nameCapacity()), settings);
    }

    WalletId id() {
        return id;
    }

    Node node() {
        return node;
    }

    boolean isDead() {
        return dead || node.isDead();
    }

    void die() {
        dead = true;
        stash.clear();
        effects.clear();
    }

    void receive(Call call) {
        task(work(call));
    }

    private static Work<Call> work(Call call) {
        return switch (call.asked()) {
            case Order(var request) -> new Work.Execute<>(request, call.deadline(), call);
            case Question(var inquiry) -> new Work.Ask<>(inquiry, call.deadline(), call);
        };
    }

    void hear(PeerMessage message) {
        task(new Work.Hear<>(message));
    }

    void sweep() {
        task(new Work.Swept<>());
    }

    void stop() {
        message(() -> process.stop(node.clock()));
    }

    /** Work is taken in whatever is outstanding, and decided at once if nothing is. */
    private void task(Work<Call> work) {
        here(() -> {
            if (effects.isEmpty()) {
                carryOut(collect(work));
            } else {
                stash.add(() -> collect(work));
            }
        });
    }

    private List<Effect<Call>> collect(Work<Call> work) {
        var done = new ArrayList<>(process.receive(work));
        if (!flushing && process.hasUndecided()) done.addAll(process.flush(node.clock()));
        return done;
    }

    /** A step of the actor's own; waits while a write or a recovery is outstanding. */
    private void message(Supplier<List<Effect<Call>>> handler) {
        here(() -> {
            if (busy || !effects.isEmpty()) {
                stash.add(handler);
            } else {
                carryOut(handler.get());
            }
        });
    }

    /** On this node, if this incarnation still lives. */
    private void here(Runnable action) {
        if (dead) return;
        node.run(() -> {
            if (!dead) action.run();
        });
    }

    /** Reads the journal; until then it is deaf. */
    void recover() {
        around.journal().recover(id, settings.nameCapacity(), read -> here(() -> recovered(read)));
    }

    private void recovered(@Nullable Wallet wallet) {
        if (wallet == null) {
            recoverLater();
            return;
        }
        around.world().note(() -> this + " recovered to " + wallet.version());
        around.watcher().believed(wallet);
        busy = false;
        flushing = false;
        alarm = Instant.MAX;
        carryOut(process.recovered(wallet, node.clock()));
    }

    private void recoverLater() {
        long backOff = around.world().chance().between(200_000, BACK_OFF_MICROS);
        around.world().in(backOff, () -> here(this::recover));
    }

    private void carryOut(List<Effect<Call>> more) {
        effects.addAll(more);
        carryOut();
    }

    /** One effect after the other, then what was stashed; unless it dies or freezes meanwhile. */
    private void carryOut() {
        while (!dead) {
            while (!effects.isEmpty()) {
                if (cluster.strikes(this)) {
                    here(this::carryOut);
                    return;
                }
                carryOut(effects.remove());
            }
            if (dead) return;
            attend();
            if (busy || stash.isEmpty()) return;
            effects.addAll(stash.remove().get());
        }
    }

    private void carryOut(Effect<Call> effect) {
        switch (effect) {
            case Effect.Reply<Call>(var call, var reply) -> reply(call, reply);
            case Effect.Send<Call>(var message) -> send(message);
            case Effect.LookUp<Call> lookUp -> lookUp(lookUp);
            case Effect.Persist<Call>(var events) -> write(events);
            case Effect.Stop<Call>() -> {
                around.world().note(() -> this + " stopped");
                die();
                cluster.stopped(this);
            }
        }
    }

    private void reply(Call call, WalletReply reply) {
        around.world().note(() -> this + " replies to call " + call.number() + ": " + reply);
        around.watcher().replied(call, reply);
        around.network().sendOnce(() -> call.errand().heard(call, reply));
    }

    private void send(PeerMessage message) {
        around.world().note(() -> this + " says " + message);
        around.watcher().said(message);
        var bytes = PeerMessageCodec.encode(message);
        around.network()
                .send(() -> {
                    var arrived = PeerMessageCodec.decode(bytes);
                    around.world().note(() -> arrived.to() + " hears " + arrived);
                    cluster.deliver(arrived.to(), wallet -> wallet.hear(arrived));
                });
    }

    private void lookUp(Effect.LookUp<Call> lookUp) {
        long generation = lookUp.generation();
        around.journal()
                .lookUp(
                        id,
                        lookUp.queries(),
                        lookUp.confirm(),
                        names -> message(() -> lookedUp(generation, names)));
    }

    private List<Effect<Call>> lookedUp(long generation, @Nullable Names names) {
        return names == null
                ? process.lookUpFailed(generation, node.clock())
                : process.found(generation, names.found(), names.highest(), node.clock());
    }

    private void write(List<WalletEvent> events) {
        busy = true;
        long after = process.wallet().version();
        around.journal().write(id, after, events, durable -> here(() -> written(durable)));
    }

    private void written(boolean durable) {
        if (!durable) {
            alarm = Instant.MAX;
            recoverLater();
            return;
        }
        busy = false;
        var told = process.persisted(node.clock());
        around.watcher().believed(process.wallet());
        if (around.world().chance().oneIn(8)) around.journal().saveSnapshot(process.wallet());
        carryOut(told);
    }

    /** Sees to it that what has collected, and what falls due, comes up. */
    private void attend() {
        if (!flushing && process.hasUndecided()) {
            flushing = true;
            around.world().in(around.world().chance().below(200), () -> message(this::flush));
        }
        var next = process.nextWake();
        if (next == null || !next.isBefore(alarm)) return;
        alarm = next;
        around.world().at(node.toWorld(next), () -> message(() -> ring(next)));
    }

    private List<Effect<Call>> flush() {
        flushing = false;
        return process.flush(node.clock());
    }

    private List<Effect<Call>> ring(Instant set) {
        if (!set.equals(alarm)) return List.of(); // another alarm has taken its place
        alarm = Instant.MAX;
        return process.wake(node.clock());
    }

    @Override
    public String toString() {
        return id.id() + "@" + node;
    }
}
