package io.florin.protocol.wallet;

import io.florin.protocol.transfer.TransferId;

/** What can be asked of a wallet without changing it. */
public sealed interface WalletQuery {
    /** The wallet; {@code fresh}: only after the journal confirms that nothing is newer. */
    record Look(boolean fresh) implements WalletQuery {}

    /** A transfer that this wallet decided. */
    record FindTransfer(TransferId id) implements WalletQuery {}

    record FindHold(HoldId id) implements WalletQuery {}
}
