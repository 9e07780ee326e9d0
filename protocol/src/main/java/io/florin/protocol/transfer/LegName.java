package io.florin.protocol.transfer;

import io.florin.protocol.account.WalletId;

/** Names one leg of one transfer in the whole ledger: (source, transfer, position from 0). */
public record LegName(WalletId from, TransferId transfer, int leg) {
    public LegName {
        if (leg < 0 || leg >= Leg.MAX_LEGS) {
            throw new IllegalArgumentException("A leg's number is 0 to " + (Leg.MAX_LEGS - 1));
        }
    }

    /** {@code <from>/<id>/<leg>}, the tail of the names under which wallets remember it. */
    public String tail() {
        return from.id() + "/" + transfer.value() + "/" + leg;
    }
}
