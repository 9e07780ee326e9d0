package io.florin.node.wallet;

import io.florin.protocol.wallet.PeerMessage;
import java.time.InstantSource;

/** What every wallet of a node shares. */
record Surroundings(
        WalletSettings settings,
        Memory memory,
        LocalWallets local,
        Peers peers,
        InstantSource clock) {
    /** Carries messages to other wallets, wherever they live; may lose them. */
    @FunctionalInterface
    public interface Peers {
        void tell(PeerMessage message);
    }
}
