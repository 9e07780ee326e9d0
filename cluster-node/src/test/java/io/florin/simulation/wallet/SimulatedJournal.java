package io.florin.simulation.wallet;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.node.rules.Stored;
import io.florin.node.rules.Wallet;
import io.florin.node.serialization.WalletSnapshotCodec;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.WalletEventCodec;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.simulation.world.Weather;
import io.florin.simulation.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The database: what is in it has happened, for everybody. Writes are atomic; who asks for one
 * hears of it later, or wrongly that it failed. Every event goes through its bytes.
 */
public final class SimulatedJournal {
    /** What a wallet hears of a look-up; null: it failed. */
    public record Names(Map<NameQuery, List<Stored>> found, @Nullable Long highest) {}

    private static final long FAST_MICROS = 5_000;
    private static final long SLOW_MICROS = 3_000_000;
    private static final long LOOK_UP_TIMEOUT_MICROS = 1_000_000;

    private final World world;
    private final Watcher watcher;
    private final Map<WalletId, EventStream> streams = new TreeMap<>();
    private final Map<WalletId, byte[]> snapshots = new HashMap<>();
    private Weather weather;

    public SimulatedJournal(World world, Weather weather, Watcher watcher) {
        this.world = world;
        this.weather = weather;
        this.watcher = watcher;
    }

    public void become(Weather changed) {
        weather = changed;
    }

    public EventStream stream(WalletId wallet) {
        return streams.computeIfAbsent(wallet, EventStream::new);
    }

    /** Every wallet that has ever written. */
    public Map<WalletId, EventStream> streams() {
        return streams;
    }

    /** Writes after event number {@code after}; {@code outcome} hears true or (perhaps) false. */
    void write(WalletId wallet, long after, List<WalletEvent> events, Consumer<Boolean> outcome) {
        world.in(delay(), () -> arrived(wallet, after, events, outcome));
    }

    private void arrived(
            WalletId wallet, long after, List<WalletEvent> events, Consumer<Boolean> outcome) {
        var chance = world.chance();
        if (chance.of(weather.refuse())) {
            world.tally().fault("write refused");
            world.note(() -> wallet + " write refused after " + after);
            world.in(delay(), () -> outcome.accept(false));
        } else if (chance.of(weather.unknown())) {
            world.tally().fault("write unknown");
            world.note(() -> wallet + " write unknown after " + after);
            commit(wallet, after, events);
            world.in(delay(), () -> outcome.accept(false));
        } else if (chance.of(weather.late())) {
            world.tally().fault("write late");
            world.note(() -> wallet + " write late after " + after);
            world.in(chance.between(0, SLOW_MICROS), () -> commit(wallet, after, events));
            world.in(delay(), () -> outcome.accept(false));
        } else {
            boolean done = commit(wallet, after, events);
            world.in(delay(), () -> outcome.accept(done));
        }
    }

    private boolean commit(WalletId wallet, long after, List<WalletEvent> events) {
        var stream = stream(wallet);
        unless(after <= stream.highest(), "%s writes after %d, a hole", wallet, after);
        if (stream.conflicts(after, events)) {
            world.tally().fault("write conflicts");
            world.note(() -> wallet + " write conflicts after " + after + " " + events);
            return false;
        }
        for (var event : events) {
            var bytes = WalletEventCodec.encode(event);
            var read = WalletEventCodec.decode(WalletEventCodec.manifest(event), bytes);
            unless(read.equals(event), "written %s, read %s", event, read);
            stream.append(read);
            world.note(() -> wallet + " #" + stream.highest() + " " + read);
            watcher.committed(wallet, stream.highest(), read);
        }
        return true;
    }

    /** Answers once, perhaps twice, the second time too late; null: it failed. */
    void lookUp(
            WalletId wallet,
            Set<NameQuery> queries,
            boolean confirm,
            Consumer<@Nullable Names> answer) {
        var chance = world.chance();
        if (chance.of(weather.forget())) {
            world.tally().fault("look-up failed");
            boolean silent = chance.oneIn(2);
            world.in(silent ? LOOK_UP_TIMEOUT_MICROS : delay(), () -> answer.accept(null));
            if (!silent) return;
            world.in(LOOK_UP_TIMEOUT_MICROS + delay(), () -> answer.accept(read(wallet, queries)));
            return;
        }
        world.in(
                chance.between(0, FAST_MICROS),
                () -> {
                    var stream = stream(wallet);
                    var found = read(wallet, queries);
                    var names = new Names(found.found(), confirm ? stream.highest() : null);
                    world.in(chance.between(0, FAST_MICROS), () -> answer.accept(names));
                });
    }

    private Names read(WalletId wallet, Set<NameQuery> queries) {
        var found = new HashMap<NameQuery, List<Stored>>();
        for (var query : queries) {
            var stored = stream(wallet).find(query);
            if (!stored.isEmpty()) found.put(query, stored);
        }
        return new Names(found, null);
    }

    /** The wallet from a snapshot and the events after it; null: it could not be read. */
    void recover(WalletId wallet, int nameCapacity, Consumer<@Nullable Wallet> answer) {
        world.in(
                delay(),
                () -> {
                    if (world.chance().of(weather.unreadable())) {
                        world.tally().fault("recovery failed");
                        world.in(delay(), () -> answer.accept(null));
                        return;
                    }
                    var recovered = replay(wallet, nameCapacity);
                    world.in(delay(), () -> answer.accept(recovered));
                });
    }

    private Wallet replay(WalletId id, int nameCapacity) {
        var snapshot = snapshots.get(id);
        var wallet =
                snapshot == null || world.chance().oneIn(4)
                        ? Wallet.absent(id, nameCapacity)
                        : restore(snapshot, nameCapacity);
        for (var event : stream(id).after(wallet.version())) wallet = wallet.apply(event);
        return wallet;
    }

    /** As it is read by a release that remembers another number of names. */
    private static Wallet restore(byte[] snapshot, int nameCapacity) {
        return WalletSnapshotCodec.decode(WalletSnapshotCodec.MANIFEST, snapshot, nameCapacity);
    }

    void saveSnapshot(Wallet wallet) {
        snapshots.put(wallet.id(), WalletSnapshotCodec.encode(wallet));
    }

    private long delay() {
        var chance = world.chance();
        return chance.of(weather.slow())
                ? chance.between(FAST_MICROS, SLOW_MICROS)
                : chance.between(100, FAST_MICROS);
    }
}
