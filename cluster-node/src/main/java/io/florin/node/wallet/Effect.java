package io.florin.node.wallet;

import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import java.util.List;
import java.util.Set;

/** What a {@link WalletProcess} wants done, in this order. */
public sealed interface Effect<C> {
    /**
     * Ask the journal for names, and if {@code confirm} for the wallet's highest sequence number;
     * report under this generation.
     */
    record LookUp<C>(long generation, Set<NameQuery> queries, boolean confirm)
            implements Effect<C> {}

    /** Write these atomically and report; comes last, and nothing is asked until it is reported. */
    record Persist<C>(List<WalletEvent> events) implements Effect<C> {}

    record Reply<C>(C caller, WalletReply reply) implements Effect<C> {}

    record Send<C>(PeerMessage message) implements Effect<C> {}

    /** The process has ended; whoever needs the wallet again recovers it from the journal. */
    record Stop<C>() implements Effect<C> {}
}
