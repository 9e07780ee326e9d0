package io.florin.node.wallet;

import io.florin.protocol.account.WalletId;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The wallets that live on this node, for messages that may be lost: they then need not pass
 * through sharding. A wallet that is to stop is not here any more, so that sharding keeps what
 * comes for it until it lives again. Thread-safe.
 */
final class LocalWallets {
    private final ConcurrentHashMap<WalletId, ActorRef<WalletMessage>> living =
            new ConcurrentHashMap<>();

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
}
