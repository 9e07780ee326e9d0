package io.florin.node.rules;

import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.WalletEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The journal of one wallet in memory: events in order, and names that are unique for ever. */
public final class PastEvents {
    /** The journal refused a write: a name of it is taken. */
    public static final class NameTaken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NameTaken(String name) {
            super(name + " is taken");
        }
    }

    private final List<Stored> events = new ArrayList<>();
    private final Map<String, Stored> keys = new HashMap<>();
    private final TreeMap<String, Stored> refs = new TreeMap<>();

    public Stored append(WalletEvent event) {
        var stored = new Stored(events.size() + 1, event);
        occupy(keys, event.key(), stored);
        occupy(refs, event.ref(), stored);
        events.add(stored);
        return stored;
    }

    private static void occupy(Map<String, Stored> names, @Nullable String name, Stored stored) {
        if (name != null && names.putIfAbsent(name, stored) != null) throw new NameTaken(name);
    }

    public Map<NameQuery, List<Stored>> find(Collection<NameQuery> queries) {
        var found = new HashMap<NameQuery, List<Stored>>();
        for (var query : queries) found.put(query, find(query));
        return found;
    }

    private List<Stored> find(NameQuery query) {
        return switch (query) {
            case NameQuery.Key(var key) -> one(keys.get(key));
            case NameQuery.Ref(var ref) -> one(refs.get(ref));
            case NameQuery.RefPrefix(var prefix, var limit, var order) ->
                    refs.subMap(prefix, prefix + Character.MAX_VALUE).values().stream()
                            .sorted(inOrder(order))
                            .limit(limit)
                            .toList();
        };
    }

    private static Comparator<Stored> inOrder(NameQuery.Order order) {
        Comparator<Stored> byRef =
                Comparator.comparing(stored -> Objects.requireNonNull(stored.event().ref()));
        return switch (order) {
            case SMALLEST_FIRST -> byRef;
            case LARGEST_FIRST -> byRef.reversed();
        };
    }

    private static List<Stored> one(@Nullable Stored stored) {
        return stored == null ? List.of() : List.of(stored);
    }

    /** The wallet that these events make of nothing. */
    public Wallet replay(Wallet absent) {
        var wallet = absent;
        for (var stored : events) wallet = wallet.apply(stored.event());
        return wallet;
    }

    public List<Stored> all() {
        return List.copyOf(events);
    }
}
