package io.florin.protocol.wallet;

import io.florin.protocol.account.Ids;

/** Names one hold of one wallet, for ever. */
public record HoldId(String value) {
    public HoldId {
        Ids.require("hold id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
