package io.florin.node.wallet;

import io.florin.node.rules.PastEvents;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.WalletEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;

/** What the journal of Pekko's testkit holds, which is what wallets remember by. */
record StoredEvents(PersistenceTestKit kit) implements Memory {
    static String entity(WalletId wallet) {
        return PersistenceId.of(WalletBehavior.ENTITY_TYPE, wallet.toString()).id();
    }

    List<WalletEvent> of(WalletId wallet) {
        return kit.persistedInStorage(entity(wallet)).stream()
                .map(WalletEvent.class::cast)
                .toList();
    }

    /** As if somebody else had written it. */
    void add(WalletId wallet, WalletEvent event) {
        kit.persistForRecovery(entity(wallet), List.of(event));
    }

    @Override
    public CompletionStage<Found> lookUp(WalletId wallet, Set<NameQuery> queries, boolean highest) {
        var past = new PastEvents();
        of(wallet).forEach(past::append);
        return CompletableFuture.completedFuture(
                new Found(past.find(queries), highest ? Long.valueOf(past.all().size()) : null));
    }
}
