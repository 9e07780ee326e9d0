package io.florin.node.wallet;

import io.florin.node.rules.Stored;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.NameQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The door to what a wallet has forgotten: its stored names. */
@FunctionalInterface
public interface Memory {
    /** By query the events found; {@code highest}: the last sequence number, if it was asked. */
    record Found(Map<NameQuery, List<Stored>> byName, @Nullable Long highest) {}

    /** Fails when the journal does not answer within a second; then nothing is known. */
    CompletionStage<Found> lookUp(WalletId wallet, Set<NameQuery> queries, boolean highest);
}
