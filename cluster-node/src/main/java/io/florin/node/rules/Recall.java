package io.florin.node.rules;

import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.journal.NameQuery.Ref;
import io.florin.protocol.journal.NameQuery.RefPrefix;
import io.florin.protocol.wallet.WalletEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one batch of decisions knows of the wallet's past: the names it has met before. Asked in
 * this order: the events decided in this batch, what was looked up in the journal for it, and the
 * cache, which can only say <em>never</em>. Where all three do not know, asking throws {@link
 * Forgotten}, the question is put to the journal, and the batch is decided anew: never a guess.
 */
public final class Recall {
    /** The answer is in the journal only. */
    static final class Forgotten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<NameQuery> queries;

        Forgotten(List<NameQuery> queries) {
            super(null, null, false, false); // control flow, so without a stack trace
            this.queries = queries;
        }

        List<NameQuery> queries() {
            return queries;
        }
    }

    private final NameCache cache;
    private final Map<NameQuery, List<Stored>> lookedUp;
    private final Map<NameQuery, Stored> decided = new HashMap<>();

    /** {@code cache}: the names before the batch; {@code lookedUp}: what the journal said. */
    public Recall(NameCache cache, Map<NameQuery, List<Stored>> lookedUp) {
        this.cache = cache;
        this.lookedUp = lookedUp;
    }

    /** An event was decided in this batch. */
    public void add(Stored stored) {
        var key = stored.event().key();
        var ref = stored.event().ref();
        if (key != null) decided.put(new NameQuery.Key(key), stored);
        if (ref != null) decided.put(new Ref(ref), stored);
    }

    @Nullable Stored key(String key) {
        return one(new NameQuery.Key(key));
    }

    @Nullable Stored ref(String ref) {
        return one(new Ref(ref));
    }

    /** Whether asking would have to go to the journal. */
    public boolean isForgotten(NameQuery query) {
        return switch (query) {
            case NameQuery.Key(var key) -> !isKnown(query) && mayBeStored(NameCache.hashOfKey(key));
            case Ref(var ref) -> !isKnown(query) && mayBeStored(NameCache.hashOfRef(ref));
            case RefPrefix _ -> !lookedUp.containsKey(query) && cache.stored() > 0;
        };
    }

    /** At most {@code limit} events of the prefix, in its order; this batch's own come too. */
    List<Stored> refs(RefPrefix prefix) {
        if (isForgotten(prefix)) throw new Forgotten(List.of(prefix));
        var found = new ArrayList<>(lookedUp.getOrDefault(prefix, List.of()));
        for (var entry : decided.entrySet()) {
            if (entry.getKey() instanceof Ref(var ref) && ref.startsWith(prefix.prefix())) {
                found.add(entry.getValue());
            }
        }
        found.sort((a, b) -> order(prefix, refOf(a.event()).compareTo(refOf(b.event()))));
        return found.subList(0, Math.min(prefix.limit(), found.size()));
    }

    private static int order(RefPrefix prefix, int comparison) {
        return switch (prefix.order()) {
            case SMALLEST_FIRST -> comparison;
            case LARGEST_FIRST -> -comparison;
        };
    }

    private static String refOf(WalletEvent event) {
        var ref = event.ref();
        return ref == null ? "" : ref;
    }

    private @Nullable Stored one(NameQuery query) {
        if (isForgotten(query)) throw new Forgotten(List.of(query));
        var now = decided.get(query);
        if (now != null) return now;
        var before = lookedUp.getOrDefault(query, List.of());
        return before.isEmpty() ? null : before.getFirst();
    }

    private boolean isKnown(NameQuery query) {
        return decided.containsKey(query) || lookedUp.containsKey(query);
    }

    private boolean mayBeStored(long hash) {
        return !cache.complete() || cache.mayHold(hash);
    }

    /** The queries of these that only the journal can answer. */
    public Set<NameQuery> forgotten(Iterable<NameQuery> queries) {
        var forgotten = new HashSet<NameQuery>();
        for (var query : queries) {
            if (isForgotten(query)) forgotten.add(query);
        }
        return forgotten;
    }
}
