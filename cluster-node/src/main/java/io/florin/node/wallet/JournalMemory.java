package io.florin.node.wallet;

import io.florin.node.rules.Stored;
import io.florin.persistence.journal.NameIndex;
import io.florin.persistence.journal.StoredEvent;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.WalletEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.persistence.typed.PersistenceId;

/** What a wallet has forgotten, from the journal's index of names. */
public final class JournalMemory implements Memory {
    private final NameIndex names;
    private final Function<String, CompletionStage<Long>> highest;

    /** {@code highest}: the last sequence number of a persistence id, from the database. */
    public JournalMemory(NameIndex names, Function<String, CompletionStage<Long>> highest) {
        this.names = names;
        this.highest = highest;
    }

    @Override
    public CompletionStage<Found> lookUp(WalletId wallet, Set<NameQuery> queries, boolean confirm) {
        var entity = PersistenceId.of(WalletBehavior.ENTITY_TYPE, wallet.toString()).id();
        CompletionStage<List<StoredEvent>> found =
                queries.isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : names.lookup(entity, queries);
        return confirm
                ? found.thenCombine(
                        highest.apply(entity),
                        (events, last) -> new Found(byName(queries, events), last))
                : found.thenApply(events -> new Found(byName(queries, events), null));
    }

    private static Map<NameQuery, List<Stored>> byName(
            Set<NameQuery> queries, List<StoredEvent> events) {
        if (events.isEmpty()) return Map.of();
        var byName = new HashMap<NameQuery, List<Stored>>();
        for (var query : queries) {
            byName.put(
                    query,
                    events.stream()
                            .filter(event -> isMeant(query, event))
                            .map(JournalMemory::stored)
                            .toList());
        }
        return byName;
    }

    private static boolean isMeant(NameQuery query, StoredEvent event) {
        return switch (query) {
            case NameQuery.Key(var key) -> key.equals(event.key());
            case NameQuery.Ref(var ref) -> ref.equals(event.ref());
            case NameQuery.RefPrefix(var prefix, _, _) ->
                    event.ref() != null && event.ref().startsWith(prefix);
        };
    }

    private static Stored stored(StoredEvent event) {
        return new Stored(event.sequence(), (WalletEvent) event.event());
    }
}
