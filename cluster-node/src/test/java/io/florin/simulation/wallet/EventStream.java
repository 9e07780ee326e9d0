package io.florin.simulation.wallet;

import io.florin.node.rules.Stored;
import io.florin.node.rules.Wallet;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.WalletEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One wallet's rows: append-only, with the journal's three unique indexes. */
public final class EventStream {
    private static final int FEW_NAMES = 2;

    private final List<WalletEvent> events = new ArrayList<>();
    private final List<Wallet> states = new ArrayList<>();
    private final Map<String, Integer> keys = new HashMap<>();
    private final TreeMap<String, Integer> refs = new TreeMap<>();

    EventStream(WalletId wallet) {
        states.add(Wallet.absent(wallet, FEW_NAMES));
    }

    public long highest() {
        return events.size();
    }

    public WalletEvent event(long sequence) {
        return events.get((int) sequence - 1);
    }

    /** The wallet as its events alone give it; it remembers hardly any names. */
    public Wallet state() {
        return states.getLast();
    }

    public Wallet stateAt(long version) {
        return states.get((int) version);
    }

    List<WalletEvent> after(long version) {
        return events.subList((int) version, events.size());
    }

    public @Nullable Stored byKey(String key) {
        var index = keys.get(key);
        return index == null ? null : stored(index);
    }

    public @Nullable Stored byRef(String ref) {
        var index = refs.get(ref);
        return index == null ? null : stored(index);
    }

    private Stored stored(int index) {
        return new Stored(index + 1L, events.get(index));
    }

    List<Stored> find(NameQuery query) {
        return switch (query) {
            case NameQuery.Key(var key) -> asList(byKey(key));
            case NameQuery.Ref(var ref) -> asList(byRef(ref));
            case NameQuery.RefPrefix(var prefix, var limit, var order) -> {
                var range = refs.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
                var inOrder =
                        order == NameQuery.Order.SMALLEST_FIRST ? range : range.descendingMap();
                yield inOrder.values().stream().limit(limit).map(this::stored).toList();
            }
        };
    }

    private static List<Stored> asList(@Nullable Stored stored) {
        return stored == null ? List.of() : List.of(stored);
    }

    /** Whether a unique index refuses to have these after event number {@code after}. */
    boolean conflicts(long after, List<WalletEvent> more) {
        if (highest() != after) return true;
        Set<String> newKeys = new HashSet<>();
        Set<String> newRefs = new HashSet<>();
        for (var event : more) {
            var key = event.key();
            var ref = event.ref();
            if (key != null && (keys.containsKey(key) || !newKeys.add(key))) return true;
            if (ref != null && (refs.containsKey(ref) || !newRefs.add(ref))) return true;
        }
        return false;
    }

    void append(WalletEvent event) {
        var key = event.key();
        var ref = event.ref();
        if (key != null) keys.put(key, events.size());
        if (ref != null) refs.put(ref, events.size());
        events.add(event);
        states.add(state().apply(event));
    }
}
