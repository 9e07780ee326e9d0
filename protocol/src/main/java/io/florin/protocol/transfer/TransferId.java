package io.florin.protocol.transfer;

import io.florin.protocol.account.Ids;

/** Names a transfer at its source wallet, for ever; two wallets may use the same id. */
public record TransferId(String value) implements Comparable<TransferId> {
    public TransferId {
        Ids.require("transfer id", value);
    }

    @Override
    public int compareTo(TransferId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
