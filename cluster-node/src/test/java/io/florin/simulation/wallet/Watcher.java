package io.florin.simulation.wallet;

import io.florin.node.rules.Wallet;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;

/** Sees everything that can break a promise, at the moment it happens, and throws if it does. */
public interface Watcher {
    /** A client sends one copy of a request. */
    void sent(Call call);

    /** An incarnation answers, whether the answer arrives or not. */
    void replied(Call call, WalletReply reply);

    /** An incarnation speaks to another wallet, whether it is heard or not. */
    void said(PeerMessage message);

    /** The journal has an event more. */
    void committed(WalletId wallet, long sequence, WalletEvent event);

    /** An incarnation takes this for durable, after a write or a recovery. */
    void believed(Wallet live);
}
