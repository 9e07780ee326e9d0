package io.florin.node.wallet;

import io.florin.protocol.account.WalletId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The wallets that live on this node, for messages that may be lost: they then need not pass
 * through sharding. A wallet that is to stop is not here any more, so that sharding keeps what
 * comes for it until it lives again. Also what they have to do, for those who look on. Thread-safe.
 */
final class LocalWallets {
    private final ConcurrentHashMap<WalletId, ActorRef<WalletMessage>> living =
            new ConcurrentHashMap<>();
    private final HotWallets hot = new HotWallets(System::nanoTime);
    private final LongAdder undecided = new LongAdder();
    private final LongAdder waiting = new LongAdder();

    void enter(WalletId id, ActorRef<WalletMessage> wallet) {
        living.put(id, wallet);
    }

    /** Idempotent; another incarnation that has taken the place stays. */
    void leave(WalletId id, ActorRef<WalletMessage> wallet) {
        living.remove(id, wallet);
    }

    @Nullable ActorRef<WalletMessage> find(WalletId id) {
        return living.get(id);
    }

    int living() {
        return living.size();
    }

    HotWallets hot() {
        return hot;
    }

    /** So much more, or less, waits at a wallet. */
    void moreWaits(int atItself, int forOthers) {
        if (atItself != 0) undecided.add(atItself);
        if (forOthers != 0) waiting.add(forOthers);
    }

    long undecided() {
        return undecided.sum();
    }

    long waiting() {
        return waiting.sum();
    }
}
